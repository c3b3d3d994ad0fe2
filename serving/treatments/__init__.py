"""The library of treatments, with what a location offers of it and for how much."""

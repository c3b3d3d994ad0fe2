"""What was learned or measured elsewhere: networks, weights, physical constants, model cards."""

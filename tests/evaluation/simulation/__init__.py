"""The proof of the projections: every treatment with a cap shown on every neutral London portrait."""

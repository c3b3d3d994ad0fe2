"""What providers made of suggestions, and how long plans wait for a signature: for the medical director, in numbers."""

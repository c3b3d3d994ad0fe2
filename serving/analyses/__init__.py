"""One photo in, one analysis out: POST /v1/analyses."""

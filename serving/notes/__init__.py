"""Notes: a consultation as somebody wrote it, sealed; what it seems to say is proposed, and a person confirms it."""

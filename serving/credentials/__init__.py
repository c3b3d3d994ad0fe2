"""Routes of credentials: signing in and out, accounts, API keys, tablets. What they do is in `serving/access`.

A secret is in one answer and never again: where an `Idempotency-Key` brings an answer back, the secret is null.
"""

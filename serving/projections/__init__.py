"""Projections: POST /v1/projections, and what `countenance simulate` shares with it.

`outcomes` says what is to be shown, `leave` by whose leave, `making` makes the files, `document` says what they are.
"""

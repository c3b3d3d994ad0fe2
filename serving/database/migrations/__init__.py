"""How the database came to be what it is, step by step. Run only when asked: `countenance migrate`.

`versions/` holds the steps. One is drafted from the tables by `python -m tests.serving.database.draft "what changes"`
and then read; a published step never changes, and none goes back.
"""

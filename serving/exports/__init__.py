"""What is kept about a client, handed out: to the client, to other systems, and without saying whose it is.

Everything that `serving/every_kept.py` says may leave, opened; photos as pixels alone; who looked at what. Geometry of
the face stays here: it is nobody's to carry. Drafts do, too.
"""

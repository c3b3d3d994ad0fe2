"""Erasure: a client's key is destroyed for good, then whatever it sealed is deleted. What it was about stays unsaid.

What was signed may have to be held for longer by law: then it is put into one archive first, under a key of its own,
which is destroyed when its time has come.
"""

from serving.erasure.finishing import finish_erasures

__all__ = ["finish_erasures"]

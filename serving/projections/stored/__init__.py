"""Projections that are kept: of a photo that is kept, on agreements and rules that are asked about twice.

Every picture carries its label in its pixels, and is read back before it is kept. Each projection is sealed with a key
of its own, under the client's: a withdrawal, a term, or its deletion destroys that key, in backups, too. A projection
goes where its photo goes, if the client whose it is then may be shown it; else it is destroyed.
"""

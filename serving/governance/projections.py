"""Whether every simulation is labeled as a projection."""

from __future__ import annotations

from serving.governance.schemas import Projections


def projections() -> Projections:
    """No view keeps projections yet; those made by the stateless route are given back and forgotten."""
    return Projections(made=None, labels_verified=None, missing=["no_projections"])

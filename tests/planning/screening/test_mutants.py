"""Mistakes made on purpose in the shipped rules: the vignettes and the boundary table must notice them."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from planning.library import Library, load_library
from tests.planning.screening.mutants import Mutant, mutants
from tests.planning.vignettes.boundary import Check, checks
from tests.planning.vignettes.golden import VIGNETTES, expected, said

SEED, DRAWN, CAUGHT = 20261102, 240, 0.9
CHECKS = checks()


def caught(mutant: Mutant) -> bool:
    """Whether a check or a vignette fails on it; those of the part it touches are asked first."""
    near = [check for check in CHECKS if check.part in mutant.parts]
    if not all(check.met(mutant.library) for check in near):
        return True
    return any(said(vignette, mutant.library) != expected(vignette) for vignette in VIGNETTES) or _elsewhere(mutant)


def _elsewhere(mutant: Mutant) -> bool:
    far: list[Check] = [check for check in CHECKS if check.part not in mutant.parts]
    return not all(check.met(mutant.library) for check in far)


@cache
def every() -> tuple[Mutant, ...]:
    return tuple(mutants(load_library()))


def test_nothing_fails_on_the_library_as_it_ships() -> None:
    shipped: Library = load_library()
    assert not caught(Mutant((), "none", shipped))


@pytest.mark.timeout(900)  # a fifth of a minute on an idle machine
def test_nine_of_ten_mutants_are_caught() -> None:
    drawn = Random(SEED).sample(every(), DRAWN)
    survivors = [mutant.what for mutant in drawn if not caught(mutant)]
    assert 1 - len(survivors) / DRAWN >= CAUGHT, survivors

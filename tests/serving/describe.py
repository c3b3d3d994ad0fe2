"""Writes the table of settings into serving/README.md: `python -m tests.serving.describe`."""

from __future__ import annotations

from pathlib import Path

from serving.described_settings import table

README = Path(__file__).parents[2] / "serving" / "README.md"
BEGIN, END = "<!-- settings: written by `countenance settings table` -->\n", "\n<!-- /settings -->"


def written() -> str:
    return README.read_text().split(BEGIN)[1].split(END)[0]


if __name__ == "__main__":
    README.write_text(README.read_text().replace(written(), table()))

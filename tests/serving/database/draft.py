"""Drafts a migration from what the tables are and what the steps so far make: `python -m tests.serving.database.draft`.

The draft is to be read before it is kept. As long as nothing is published there is one initial step, drafted anew with
`--initial`; hand-written ones that follow it stay.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from serving.database import open_database
from serving.database.schema import Schema, alembic_config

STEPS = Path("serving/database/migrations/versions")
INITIAL = STEPS / "0001_initial.py"


def draft(title: str, number: str) -> None:
    with TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/draft.db")
        if number != "0001":
            Schema(database).upgrade()
        with database.engine.begin() as connection:
            config = alembic_config(connection)
            config.set_main_option("file_template", f"{number}_%%(slug)s")
            head = {"head": "base", "splice": True} if number == "0001" else {}
            command.revision(config, title, autogenerate=True, rev_id=number, **head)
        database.close()
    for path in STEPS.glob("0*.py"):
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(line for line in lines if "Alembic" not in line))
    for tool in (["format"], ["check", "--fix"], ["format"]):
        subprocess.run([sys.executable, "-m", "ruff", *tool, "-q", str(STEPS)], check=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["--initial"]:
        later = {path: path.read_text() for path in STEPS.glob("0*.py") if path != INITIAL}
        for path in STEPS.glob("0*.py"):
            path.unlink()
        try:
            draft("Initial", "0001")
        finally:
            for path, kept in later.items():
                path.write_text(kept)
    else:
        draft(sys.argv[1], f"{len(list(STEPS.glob('0*.py'))) + 1:04}")

"""What people write by hand: YAML with the lines its problems are on."""

from planning.files.document import Document
from planning.files.errors import DocumentInvalidError, Problem
from planning.files.located import Located, read_yaml
from planning.files.parsed import parse
from planning.files.shipped import shipped

__all__ = ["Document", "DocumentInvalidError", "Located", "Problem", "parse", "read_yaml", "shipped"]

"""The database: SQLite in a file by default, PostgreSQL by its address; the same tables and the same tests on both.

`open_database` gives a `Database`; `Database.writing` and `Database.reading` are transactions. Nothing here knows what
is kept: each view of the API has its own tables (`serving/<view>/tables.py`), which stand on `Base`.
"""

from serving.database.base import Base, Instant, ObjectName
from serving.database.database import Database, open_database
from serving.database.errors import DatabaseUnavailableError
from serving.database.ids import is_id, new_id

__all__ = ["Base", "Database", "DatabaseUnavailableError", "Instant", "ObjectName", "is_id", "new_id", "open_database"]

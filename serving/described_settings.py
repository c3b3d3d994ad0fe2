"""Settings in words: the table of the documentation, and their present values without secrets."""

from __future__ import annotations

from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from serving.settings import Settings


def table() -> str:
    """A row a setting, in Markdown."""
    rows = ["| variable | default | what |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        what = (field.description or "").replace("|", "\\|")
        rows.append(f"| `COUNTENANCE_{name.upper()}` | {_default(name)} | {what} |")
    return "\n".join(rows)


def shown(settings: Settings, name: str) -> str:
    """The value as it may be seen by everybody: of a secret whether it is set."""
    value = getattr(settings, name)
    if isinstance(value, SecretStr):
        return "(set)" if value.get_secret_value() else ""
    return "" if value is None else str(value)


def _default(name: str) -> str:
    field = Settings.model_fields[name]
    if field.default is PydanticUndefined:
        return "as the machine has"
    value = field.default
    if isinstance(value, SecretStr) or value in (None, "", ()):
        return ""
    return f"`{', '.join(map(str, value)) if isinstance(value, tuple) else value}`"

"""Who may what: credentials, roles and one readable policy. Denied by default."""

from serving.access.caller import Caller, CallerKind, Grant, Policy, Resource, Role
from serving.access.cedar import CedarPolicy, known_actions
from serving.access.scope import Columns, Scope

__all__ = [
    "Caller",
    "CallerKind",
    "CedarPolicy",
    "Columns",
    "Grant",
    "Policy",
    "Resource",
    "Role",
    "Scope",
    "known_actions",
]

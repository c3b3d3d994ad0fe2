"""Who may what: credentials, roles and one readable policy. Denied by default."""

from serving.access.caller import Caller, CallerKind, Grant, Policy, Resource, Role

__all__ = ["Caller", "CallerKind", "Grant", "Policy", "Resource", "Role"]

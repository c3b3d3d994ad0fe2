"""Clients: who is treated. What is about them is sealed with a key of their own, made with them and destroyed for good.

Whatever belongs to a client stands on `find_client` (the client, or 404), `resource_of` (what the policy is asked
about) and, for its table's `scope`, `client_columns`.
"""

from serving.clients.errors import ClientErasedError, ClientNotActiveError
from serving.clients.finding import find_client, resource_of
from serving.clients.tables import Assignment, Client, client_columns

__all__ = [
    "Assignment",
    "Client",
    "ClientErasedError",
    "ClientNotActiveError",
    "client_columns",
    "find_client",
    "resource_of",
]

"""The typed client of the server's API; it needs httpx and pydantic, and nothing else of this house."""

from serving.client import models
from serving.client.client import Client
from serving.client.model import Model
from serving.client.problem import ProblemError
from serving.client.transport import Download, File, Tagged

__all__ = ["Client", "Download", "File", "Model", "ProblemError", "Tagged", "models"]

"""The command line. Progress and problems go to stderr, data to stdout."""

from serving.cli.app import app

__all__ = ["app"]

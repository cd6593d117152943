"""The desk: the ledger as web pages, each with its JSON twin."""

from dragoman.desk.app import create_app

__all__ = ["create_app"]

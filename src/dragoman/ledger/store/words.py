"""Full-text search, in whichever index the store keeps."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select

from dragoman.ledger.store.backend import backend_of
from dragoman.ledger.store.terms import normal, terms_of

__all__ = ["drop_words", "matching", "normal", "put_words", "words_of"]


def put_words(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Index entries: `entry` is the row's number, `names`, `evidence` and `titles` its words."""
    if rows:
        backend_of(connection).words.put(connection, rows)


def drop_words(connection: Connection, entries: Iterable[int]) -> None:
    """Take entries out of the index."""
    backend_of(connection).words.drop(connection, entries)


def matching(connection: Connection, user_text: str) -> Select[tuple[int]] | None:
    """The numbers of entries that hold every word of the text; None where it has no word.

    How the text is understood, `terms_of` says.
    """
    terms = terms_of(user_text)
    return backend_of(connection).words.matching(terms) if terms else None


def words_of(connection: Connection, entries: Sequence[int]) -> list[dict[str, Any]]:
    """The rows of these entries, as they were put."""
    return backend_of(connection).words.rows(connection, entries)

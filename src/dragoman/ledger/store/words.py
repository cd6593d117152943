"""Full-text search: the one place that knows SQLite's FTS5.

Another store would keep the same functions over its own index.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, column, select, table, text

_WORDS = table(
    "entry_words",
    column("rowid"),
    column("entry_words"),
    column("names"),
    column("evidence"),
    column("titles"),
)
_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")

_PUT = text(
    "INSERT INTO entry_words (rowid, names, evidence, titles) "
    "VALUES (:entry, :names, :evidence, :titles)"
)
_DROP = text("DELETE FROM entry_words WHERE rowid = :entry")
_REBUILD = text("INSERT INTO entry_words (entry_words) VALUES ('rebuild')")


def put_words(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Index entries: `entry` is the row's number, `names`, `evidence` and `titles` its words."""
    if rows:
        connection.execute(_PUT, rows)


def drop_words(connection: Connection, entries: Iterable[int]) -> None:
    """Take entries out of the index."""
    rows = [{"entry": number} for number in entries]
    if rows:
        connection.execute(_DROP, rows)


def rebuild_words(connection: Connection) -> None:
    """Make the index anew from its rows: words that were dropped stand in it until then."""
    connection.execute(_REBUILD)


def matching(user_text: str) -> Select[tuple[int]] | None:
    """The numbers of entries that hold every word of the text; None where it has no word.

    A word stands for all that begin with it; words between double quotes are a phrase. Whatever
    else the text holds is not syntax.
    """
    terms = []
    for phrase, bare in _PIECE.findall(_searched(user_text)):
        if phrase:
            words = _WORD.findall(phrase)
            terms += ['"' + " ".join(words) + '"'] if words else []
        else:
            terms += [f'"{word}"*' for word in _WORD.findall(bare)]
    if not terms:
        return None
    query = " AND ".join(terms)
    return select(_WORDS.c.rowid).where(
        _WORDS.c.entry_words.op("MATCH")(bindparam(None, query, unique=True))
    )


def words_of(connection: Connection, entries: Sequence[int]) -> list[dict[str, Any]]:
    """The rows of these entries, as they were put."""
    query = select(
        _WORDS.c.rowid.label("entry"), _WORDS.c.names, _WORDS.c.evidence, _WORDS.c.titles
    ).where(_WORDS.c.rowid.in_(entries))
    return [dict(row._mapping) for row in connection.execute(query.order_by(_WORDS.c.rowid))]


def normal(wordings: Iterable[str]) -> str:
    """Each wording once, a line each, in the form that words are looked for in."""
    return unicodedata.normalize("NFC", "\n".join(dict.fromkeys(wordings)))


def _searched(user_text: str) -> str:
    # Marks that do not melt into a letter, such as the stress on a Russian vowel, would cut a word
    # in two; the index leaves them out.
    composed = unicodedata.normalize("NFC", user_text)
    return "".join(letter for letter in composed if not unicodedata.combining(letter))

"""A line in the codebook's form, read to a report."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from dragoman.errors import EmptyError, FormatError
from dragoman.model import Report
from dragoman.read.limits import LONGEST_TEXT
from dragoman.read.text import read_text

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WAY_OUT = "give a line in the form of the codebook: id, lang, published, outlet, title, text"


def read_row(row: Mapping[str, Any]) -> Report:
    """The report of a codebook line; the text is kept to the letter.

    FormatError where a field is missing or of the wrong form, EmptyError where the text has no
    letters.
    """
    ref = _string(row, "id", "?")
    if not ref:
        raise FormatError("a line without an id", _WAY_OUT)
    text = _string(row, "text", ref)
    if not any(map(str.isalpha, text)):
        raise EmptyError(f"{ref} has no text", "leave the line out")
    if len(text) > LONGEST_TEXT:
        raise FormatError(f"the text of {ref} has over {LONGEST_TEXT:,} characters", "split it")
    return read_text(
        text,
        ref=ref,
        title=_string(row, "title", ref),
        outlet=_string(row, "outlet", ref),
        outlet_country=_string(row, "outlet_country", ref) or None,
        published=_day(_string(row, "published", ref), ref),
        lang=_string(row, "lang", ref) or None,
        sample=row.get("reworded") is True,
    )


def _string(row: Mapping[str, Any], field: str, ref: str) -> str:
    value = row.get(field)
    if value is None:
        return ""
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise FormatError(f"{field} of {ref} is no string", _WAY_OUT)
    if _SURROGATE.search(value):
        raise FormatError(f"{field} of {ref} holds half a character", "write the file as UTF-8")
    return value


def _day(written: str, ref: str) -> str | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written.strip()[:10]).isoformat()
    except ValueError as error:
        raise FormatError(
            f"published of {ref} is no ISO date: {written[:40]!r}", "write it as 2025-10-07 or null"
        ) from error

"""What a name stands for, whatever the language it is written in."""

import re
from functools import lru_cache

from dragoman.ledger.folding import fold
from dragoman.model import Mention
from dragoman.resolve import Resolver

#: Names remembered: entries repeat theirs.
_ROOM = 20_000
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def language_of(text: str) -> str:
    """A language that the script allows: the ledger's own names are English."""
    return "ru" if _CYRILLIC.search(text) else "en"


@lru_cache(_ROOM)
def mentions(text: str, lang: str) -> tuple[Mention, ...]:
    """Countries, bodies and places named in a text of a few words."""
    return tuple(Resolver().mentions(text, lang))


@lru_cache(_ROOM)
def whole(name: str) -> Mention | None:
    """What the name as a whole stands for, where it is known."""
    found = mentions(name, language_of(name))
    if len(found) != 1:
        return None
    one = found[0]
    left = fold(name[: one.span.start] + " " + name[one.span.end :])
    return one if not left or left == "the" else None

"""What the name of a party is: a state's, a body's or a person's.

For codings that keep no persons and bodies of their own: those made by hand, or before there were
identities.
"""

from functools import lru_cache

from dragoman.resolve.bodies import named_bodies
from dragoman.resolve.countries import names_at
from dragoman.resolve.data import language
from dragoman.resolve.matching.body_parts import is_body
from dragoman.resolve.words import words

_REMEMBERED = 1 << 14
#: More words than a person's name has.
_MOST = 7


@lru_cache(_REMEMBERED)
def kind_of_party(name: str, country: str | None) -> str | None:
    """`person` or `body`; None for a state, a people, a title or what else names neither."""
    if country is not None and country.startswith(("IGO:", "NSA:")) and name.isupper():
        return "body"
    lang = language("und", name)
    found = words(name)
    if not found:
        return None
    named = named_bodies(found, names_at(name, lang, found), lang)
    if any(one.mention.what == "body" for one in named) or is_body(name):
        return "body"
    if named:
        return None
    plain = [word for word in found if word.text.isalpha()]
    written = all(word.capital or len(word.text) <= 3 for word in plain)
    return "person" if 1 < len(plain) <= _MOST and plain[0].capital and written else None

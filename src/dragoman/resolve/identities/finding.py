"""An identity looked up by a name in any script, or by an id."""

import re
from collections.abc import Callable, Sequence

from dragoman.resolve.identities.looks import oddities
from dragoman.resolve.identities.values import Identity
from dragoman.resolve.matching import NameIndex

#: Digits of an id from which words are taken for one.
_ID = re.compile(r"[0-9a-f]{6,64}$")


def find_identities(identities: Sequence[Identity], name_or_id: str) -> list[Identity]:
    """Those that the name may be of, the best match first; or whose id, now or once, begins so."""
    asked = name_or_id.strip()
    if _ID.match(asked.lower()):
        found = [one for one in identities if any(map(_begins(asked.lower()), one.ids))]
        if found:
            return found
    index = known_names(identities)
    return [identities[place] for place, _ in index.find(asked)]


def _begins(prefix: str) -> Callable[[str], bool]:
    return lambda identity: identity.startswith(prefix)


def known_names(identities: Sequence[Identity]) -> NameIndex[int]:
    """Every name of the identities, under their places in the row."""
    return NameIndex(
        (place, name)
        for place, one in enumerate(identities)
        for name in dict.fromkeys([*(name for _, name in one.names), *_forms(one)])
        if not oddities(name)
    )


def _forms(identity: Identity) -> list[str]:
    return [form.words for form in identity.forms] if identity.kind == "body" else []

"""What a figure counts, as a concept that three languages share.

The words stand in `concepts.toml`. States and bodies are resolved to countries; what is left of the
capitalised words are names (a type of aircraft, an exercise), and years keep one year's count from
another's.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.ledger.differences.naming import mentions
from dragoman.ledger.folding import fold
from dragoman.model import Event, Figure

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

#: Letters of a unit that is no concept which are compared: inflections go.
_STEM = 5


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted. `blocks` are the kinds and countries of the acts that the figure is told with."""

    unit: str
    role: str
    parties: frozenset[str]
    names: frozenset[str]
    years: frozenset[str]
    blocks: frozenset[str] = frozenset()


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = files("dragoman.ledger.figures").joinpath("concepts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def growing() -> frozenset[str]:
    """Roles whose counts only grow."""
    return frozenset(_data()["growing"]["roles"])


def count_of(figure: Figure, lang: str, acts: tuple[Event, ...], blocks: frozenset[str]) -> Count:
    """What a figure counts, from its words and the acts that its place in the text belongs to."""
    told = f"{figure.what} {figure.unit}"
    words = " ".join(map(fold, told.split()))
    # A unit told apart from what is counted says it best.
    unit = _concept("units", fold(figure.unit)) or _concept("units", words)
    named = mentions(figure.what, lang)
    parties = frozenset(one.country for one in named if one.country and one.what != "place")
    if not unit and any(one.form == "demonym" for one in named):
        unit = "people"
    role = _concept("roles", words)
    if not role and len(acts) > 0 and unit in ("people", ""):
        role = next((kind for act in acts if (kind := _of_kind(act.kind))), "")
    return Count(
        unit=unit or fold(figure.unit)[:_STEM],
        role=role,
        parties=parties or _countries(acts),
        names=_names(figure, lang),
        years=frozenset(_YEAR.findall(figure.what)),
        blocks=blocks,
    )


def same_count(one: Count, other: Count) -> bool:
    """Whether both count one thing, as far as can be told.

    Names and years of both must meet where either has them; without any, countries alone do not
    tell, and both must be told with acts of one kind between the same.
    """
    if (one.unit, one.role) != (other.unit, other.role):
        return False
    if one.years and other.years and not one.years & other.years:
        return False
    if (one.names or other.names) and not one.names & other.names:
        return False
    if one.names:
        return not one.parties or not other.parties or bool(one.parties & other.parties)
    if not one.parties or not other.parties:
        return bool(one.blocks & other.blocks)
    if not (one.parties <= other.parties or other.parties <= one.parties):
        return False
    return bool(one.blocks & other.blocks) or _telling(one, other)


def _telling(one: Count, other: Count) -> bool:
    """Whether role and countries, or a country and a year, say enough without a common act."""
    common = one.parties & other.parties
    return bool(one.role) and (len(common) > 1 or bool(common and one.years & other.years))


def _of_kind(kind: str) -> str:
    found = _data()["kinds"].get(kind)
    return found if isinstance(found, str) else ""


def _countries(acts: tuple[Event, ...]) -> frozenset[str]:
    return frozenset(
        party.country for act in acts for party in (*act.initiator, *act.recipient) if party.country
    )


@cache
def _patterns(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each concept, what any of its words looks like in folded text."""
    found = []
    for concept, forms in _data()[table].items():
        parts = [re.escape(fold(form)) + (r"\w*" if form.endswith("*") else "") for form in forms]
        found.append((concept, re.compile(rf"\b(?:{'|'.join(parts)})\b")))
    return tuple(found)


def _concept(table: str, folded: str) -> str:
    return next((name for name, pattern in _patterns(table) if pattern.search(folded)), "")


def _names(figure: Figure, lang: str) -> frozenset[str]:
    """Capitalised words that name no state, body or place, folded."""
    taken = [one.span for one in mentions(figure.what, lang) if one.country or one.what == "place"]
    return frozenset(
        fold(match[0])
        for match in _WORD.finditer(figure.what)
        if match[0][0].isupper()
        and len(match[0]) > 1
        and not any(span.start <= match.start() < span.end for span in taken)
    )

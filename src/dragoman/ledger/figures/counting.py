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

from dragoman.ledger.differences.naming import language_of, mentions
from dragoman.ledger.folding import fold
from dragoman.ledger.linking.sketch import STEM, is_symmetric
from dragoman.model import Event, Figure, Mention

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_PLURAL = re.compile(r"(?<=\d)s$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

#: Letters of a word that says something of itself.
_SHORT = 3
#: Letters of a name that are compared: plurals go.
_NAME = 6
#: Share of stems that two wordings of one count have in common, at the least.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted.

    `unit` is empty where only names tell it; `guessed` tells that the role is that of the act.
    `subject` is the country whose people or arms are counted, or empty; `parties` are all that the
    words name, or else those of the acts. `names` are types and titles, `words` the folded stems of
    all words. `acts` are the kinds and countries of the acts that the figure is told with, and
    their entries; `directed` those whose sides are not alike.
    """

    unit: str
    role: str
    subject: str
    parties: frozenset[str]
    names: frozenset[str]
    years: frozenset[str]
    words: frozenset[str]
    lang: str
    guessed: bool = False
    acts: frozenset[str] = frozenset()
    directed: frozenset[str] = frozenset()


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = files("dragoman.ledger.figures").joinpath("concepts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def growing() -> frozenset[str]:
    """Roles whose counts only grow."""
    return frozenset(_data()["growing"]["roles"])


def count_of(
    figure: Figure, lang: str, acts: tuple[Event, ...], entries: tuple[str, ...] = ()
) -> Count:
    """What a figure counts, from its words and the acts, with their entries, that it stands by."""
    named = _mentions(figure.what, lang)
    states = [one for one in named if one.country and one.what != "place"]
    names = _names(figure, lang)
    unit, role = _unit_and_role(figure, any(one.form == "demonym" for one in states))
    guess = next((kind for act in acts if (kind := _of_kind(act.kind))), "")
    guessed = not role and unit == "people" and bool(guess)
    known = (*map(_act, acts), *entries)
    return Count(
        unit=unit or ("" if names else fold(figure.unit)[:STEM]),
        role=guess if guessed else role,
        subject=(states[0].country or "") if states else "",
        parties=frozenset(one.country for one in states if one.country) or _countries(acts),
        names=names,
        years=frozenset(_YEAR.findall(figure.what)),
        words=frozenset(word[:STEM] for word in fold(figure.what).split() if len(word) >= _SHORT),
        lang=lang,
        guessed=guessed,
        acts=frozenset(known),
        directed=frozenset(_act(act) for act in acts if not is_symmetric(act.kind)),
    )


def _unit_and_role(figure: Figure, people: bool) -> tuple[str, str]:
    """The concepts of unit and role, each empty where unknown; `people` tells of a demonym."""
    words = fold(f"{figure.what} {figure.unit}")
    # A unit told apart from what is counted says it best.
    unit = _concept("units", fold(figure.unit)) or _concept("units", words)
    role = _concept("roles", words)
    human = role in _data()["human"]["roles"]
    if not unit and (people or human):
        unit = "people"
    return unit, "" if human and unit != "people" else role


def same_count(one: Count, other: Count) -> bool:
    """Whether both count one thing, as far as can be told.

    Names and years of both must meet where either has them, and whose people they are must agree.
    Without names, countries alone do not tell: it takes what became of those counted and two
    countries or a year, or an act of one kind between the same.
    """
    if one.role != other.role or (one.unit and other.unit and one.unit != other.unit):
        return False
    if (one.guessed or other.guessed) and not one.acts & other.acts:
        return False
    if one.years and other.years and not one.years & other.years:
        return False
    if (one.names or other.names) and not one.names & other.names:
        return False
    if not _same_subject(one, other):
        return False
    if one.names:
        return not one.parties or not other.parties or bool(one.parties & other.parties)
    act = bool(one.acts & other.acts)
    if not one.role:
        like = alike(one, other) if one.lang == other.lang else one.parties == other.parties
        return act and like
    if one.parties == other.parties and one.parties:
        return act or _telling(one, other)
    return act or bool(one.parties & other.parties and one.years & other.years)


def alike(one: Count, other: Count) -> bool:
    """Whether both are told in much the same words."""
    both = one.words | other.words
    return bool(both) and len(one.words & other.words) / len(both) >= _ALIKE


def _same_subject(one: Count, other: Count) -> bool:
    """Whether the same side is counted: who is not named may be either side of a mutual act."""
    if one.subject and other.subject:
        return one.subject == other.subject
    if not one.subject and not other.subject:
        return True
    if (one.subject or other.subject) not in one.parties & other.parties:
        return False
    return bool(one.directed & other.directed) or bool(one.years & other.years)


def _telling(one: Count, other: Count) -> bool:
    """Whether countries say enough without a common act: two states, or one and a year."""
    common = one.parties & other.parties
    return len(common) > 1 or bool(common and one.years & other.years)


def _mentions(text: str, lang: str) -> tuple[Mention, ...]:
    """What the words name, in the report's language or in English, which coders by hand use."""
    return mentions(text, lang) or mentions(text, language_of(text))


def _act(act: Event) -> str:
    """Kind and countries of an act; the order of the sides counts where the kind has one."""
    sides = [act.initiator, act.recipient]
    if is_symmetric(act.kind):
        sides = [(*act.initiator, *act.recipient)]
    told = (sorted({party.country or "" for party in side}) for side in sides)
    return f"{act.kind} {' > '.join(','.join(side) for side in told)}"


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
    """Capitalised words that name no state, body or place, and models of arms, folded."""
    taken = [one.span for one in _mentions(figure.what, lang) if one.country or one.what == "place"]
    return frozenset(
        # `F-16s` are of the type `F-16`.
        _PLURAL.sub("", fold(match[0]))[:_NAME]
        for match in _WORD.finditer(figure.what)
        if match[0][0].isupper()
        and len(match[0]) > 1
        and not any(span.start <= match.start() < span.end for span in taken)
    )

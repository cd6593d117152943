"""When a coded finding counts as the one that was coded by hand."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dragoman.codebook import KINDS
from dragoman.evaluate.folding import fold, folded_words

Row = Mapping[str, Any]
Range = tuple[int, int]

SIDES = ("initiator", "recipient")

#: Share of countries that two sides must have in common.
ENOUGH_COUNTRIES = 0.6
#: Share of words that two quotations must have in common.
ENOUGH_WORDS = 0.8
#: Share of the shorter name's words that the other must have.
ENOUGH_NAME = 0.5

_NOWHERE = (-1, -1)


def listed(row: Row, field: str) -> Sequence[Any]:
    """A field that holds a list, empty where it is absent or null."""
    return row.get(field) or ()


def overlap_share(left: Collection[str], right: Collection[str]) -> float:
    """Jaccard index of two sets; 1 where both are empty."""
    one, other = set(left), set(right)
    return len(one & other) / len(one | other) if one or other else 1.0


def side_countries(event: Row, side: str) -> frozenset[str]:
    """Country codes of a side; parties of unknown country do not count."""
    return frozenset(p.get("country") for p in listed(event, side) if p.get("country"))


def same_countries(gold: Row, coded: Row) -> bool:
    """Whether both sides are of the same countries; in a symmetric kind, both sides together."""
    kind = KINDS.get(gold["kind"])
    if kind is not None and kind.symmetric:
        wanted, made = (
            side_countries(event, "initiator") | side_countries(event, "recipient")
            for event in (gold, coded)
        )
        return overlap_share(wanted, made) >= ENOUGH_COUNTRIES
    return all(
        overlap_share(side_countries(gold, side), side_countries(coded, side)) >= ENOUGH_COUNTRIES
        for side in SIDES
    )


def same_kind(gold: Row, coded: Row) -> bool:
    """Whether the kind is the same."""
    return bool(gold["kind"] == coded.get("kind"))


def same_plover_type(gold: Row, coded: Row) -> bool:
    """Whether the kinds are of one PLOVER type."""
    kind = KINDS.get(coded.get("kind", ""))
    return kind is not None and KINDS[gold["kind"]].plover == kind.plover


def evidence_ranges(event: Row, text: str) -> tuple[Range, ...]:
    """Where each piece of evidence stands: as told by position, or at its first place."""
    found = []
    for piece in listed(event, "evidence"):
        if isinstance(piece, Mapping):
            found.append((piece["start"], piece["end"]))
        else:
            start = text.find(piece)
            found.append((start, start + len(piece)) if start >= 0 else _NOWHERE)
    return tuple(found)


def are_anchored(ranges: Sequence[Range], text: str) -> bool:
    """Whether there is evidence, and all of it stands in the text."""
    return bool(ranges) and all(0 <= start < end <= len(text) for start, end in ranges)


def touch(left: Sequence[Range], right: Sequence[Range]) -> bool:
    """Whether any two pieces of evidence share a character."""
    return any(
        a >= 0 and c >= 0 and a < d and c < b  #
        for a, b in left
        for c, d in right
    )


def same_name(left: object, right: object) -> bool:
    """Whether two names share half the words of the shorter one."""
    one, other = folded_words(left), folded_words(right)
    if not one or not other:
        return False
    return len(one & other) / min(len(one), len(other)) >= ENOUGH_NAME


def same_names(gold: Row, coded: Row, text: str) -> bool:
    """Whether most of the parties whose name stands in the text are named alike."""
    folded = fold(text)
    wanted = [p["name"] for side in SIDES for p in listed(gold, side) if fold(p["name"]) in folded]
    made = [p.get("name", "") for side in SIDES for p in listed(coded, side)]
    found = sum(any(same_name(name, other) for other in made) for name in wanted)
    return not wanted or found / len(wanted) > 0.5


def same_source(gold: Row, coded: Row) -> bool:
    """Whether the first-hand source is the same, or neither has one."""
    wanted, made = listed(gold, "said_by"), listed(coded, "said_by")
    if not wanted or not made:
        return not wanted and not made
    return same_name(wanted[-1], made[-1])


def same_place(gold: Row, coded: Row) -> bool:
    """Whether it happened in the same country; where gold has no place, any will do."""
    wanted, made = gold.get("place") or {}, coded.get("place") or {}
    return not wanted or wanted.get("country") == made.get("country")


def same_quote(gold: Row, coded: Row) -> bool:
    """Whether words and speaker are alike."""
    shared = overlap_share(folded_words(gold["text"]), folded_words(coded.get("text", "")))
    return shared >= ENOUGH_WORDS and same_name(gold.get("speaker"), coded.get("speaker"))


def same_figure(gold: Row, coded: Row) -> bool:
    """Whether value and bounds are the same; what is counted does not matter."""
    return all(gold.get(field) == coded.get(field) for field in ("value", "low", "high"))

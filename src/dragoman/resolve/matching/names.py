"""Whether two names are of one person or one body, in any of the scripts they are written in.

The words of the shorter name must all be met by words of the longer that may sound the same; what
the longer has beside them lowers the score little, words of both that meet nothing lower it much.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.resolve.matching.body_parts import Body, body_of, is_body
from dragoman.resolve.matching.inflected import nominatives
from dragoman.resolve.matching.meeting import Met, Words, meet
from dragoman.resolve.matching.parts import Name, listed, parts_of

#: Score from which names match, and the likeness of their words that comes to it.
ENOUGH, QUALITY = 0.5, 0.83
#: Score of names that match in all words, and what each word that only one has takes from it.
WHOLE, EXTRA = 0.97, 0.06
#: Highest score where each name has words of its own; where a word is in two scripts at once.
CONFLICT, MIXED = 0.35, 0.3
#: Why the names of a man and of a woman match nothing.
APART = "a man's name and a woman's"
#: What it takes from the score that a name must first be put in the nominative.
INFLECTED = 0.1
#: Words that a shorter name must have to be more than a likely short form.
FULL = 2


@dataclass(frozen=True, slots=True)
class Matched:
    """What comes of two names: the score 0 to 1, a match from `ENOUGH` on, and its reasons."""

    score: float
    reasons: tuple[str, ...]

    @property
    def is_match(self) -> bool:
        """Whether the names may be of one."""
        return self.score >= ENOUGH

    def to_json(self) -> dict[str, Any]:
        """The score and its reasons."""
        return {"score": self.score, "reasons": list(self.reasons)}


def match_names(one: str, other: str) -> Matched:
    """Compare two names of persons or of bodies; the order of the two makes no difference."""
    one, other = sorted((one, other))
    if is_body(one) or is_body(other):
        return _bodies(body_of(one), body_of(other))
    left, right = parts_of(one), parts_of(other)
    found = _persons(left, right)
    # `Александра Петрова` may be a man's genitive, but as it stands it is a woman.
    if found.is_match or APART in found.reasons:
        return found
    return _out_of_case(left, right, found)


def _out_of_case(one: Name, other: Name, found: Matched) -> Matched:
    """A match of one name with the other in the nominative, if that may stand in another case."""
    for name, beside in ((one, other), (other, one)):
        for case, words in nominatives(name.words):
            again = _persons(replace(name, words=words), beside)
            if again.score - INFLECTED > max(found.score, ENOUGH):
                score = round(again.score - INFLECTED, 3)
                found = Matched(score, (*again.reasons, f"{' '.join(name.words)} in the {case}"))
    return found


def _persons(one: Name, other: Name) -> Matched:
    short, long = sorted((one, other), key=lambda name: len(name.without_particles()))
    left, right = short.without_particles(), long.without_particles()
    if not left:
        return Matched(0.0, ("no words",))
    met = meet(left, right, one.bare or other.bare)
    found = _score(left, right, met, (*one.mixed, *other.mixed))
    if one.has_father and other.has_father and not _in_order(met):
        return _no_match(found, "father and son change places")
    if any(_man_and_woman(left[one.left[0]], right[one.right[0]]) for one in met):
        return _no_match(found, APART)
    return found


def _no_match(found: Matched, why: str) -> Matched:
    return Matched(min(found.score, CONFLICT), (*found.reasons, why))


def _in_order(met: Sequence[Met]) -> bool:
    """Whether the words of both names stand in one order."""
    places = [one.right[0] for one in met]
    return places == sorted(places)


def _man_and_woman(one: str, other: str) -> bool:
    """Whether one of two given names is the woman's form of the other."""
    return any(
        # `Марией` is no man's name but the instrumental of the woman's.
        woman in listed("women") and not man.endswith(("a", "а", "я", "ой", "ей"))
        for woman, man in ((one, other), (other, one))
    )


def _score(left: Words, right: Words, met: Sequence[Met], mixed: Words) -> Matched:
    reasons = [_told(left, right, one) for one in met]
    rest = [n for n in range(len(left)) if not any(n in one.left for one in met)]
    more = [n for n in range(len(right)) if not any(n in one.right for one in met)]
    reasons += [f"{left[n]} is met by nothing" for n in rest]
    if not met:
        return Matched(0.0, tuple(reasons))
    whole = [one for one in met if one.how != "initial"]
    quality = min(one.likeness for one in met)
    weights = [sum(len(left[n]) for n in one.left) for one in met]
    mean = sum(w * one.likeness for w, one in zip(weights, met, strict=True)) / sum(weights)
    score = _scaled(0.6 * quality + 0.4 * mean) - EXTRA * len(more)
    if more and not rest:
        reasons.append("only one has " + " ".join(right[n] for n in more))
    if rest:
        score = min(score, CONFLICT) * len(whole) / (len(whole) + len(rest))
    elif len(whole) < FULL and more:
        score = min(score, ENOUGH + 0.05) if whole and len(met) == 1 else score
        reasons.append("a short form")
    if not whole:
        score = min(score, CONFLICT)
    if mixed:
        score = min(score, MIXED)
        reasons.append("two scripts in one word: " + ", ".join(mixed))
    return Matched(round(max(0.0, min(1.0, score)), 3), tuple(reasons))


def _scaled(quality: float) -> float:
    """A score for the likeness of words, `ENOUGH` at `QUALITY`."""
    if quality < QUALITY:
        return ENOUGH * quality / QUALITY
    return ENOUGH + (quality - QUALITY) / (1 - QUALITY) * (WHOLE - ENOUGH)


def _told(left: Words, right: Words, met: Met) -> str:
    one, other = "".join(left[n] for n in met.left), "".join(right[n] for n in met.right)
    if one == other:
        return f"{one} is the same"
    return f"{one} and {other}: {met.how} {met.likeness:.2f}"


def _bodies(one: Body, other: Body) -> Matched:
    short, long = sorted((one, other), key=lambda body: len(body.words))
    initials = "".join(word[0] for word in long.words)
    if len(short.words) == 1 and len(initials) > 1 and short.words[0] == initials:
        return Matched(0.6, (f"{short.words[0]} are the initials",))
    if one.numbers != other.numbers:
        return Matched(0.2, ("numbers differ",))
    met = meet(short.words, long.words, False)
    found = _score(short.words, long.words, met, ())
    more = len(long.words) - sum(len(one.right) for one in met)
    if more > 0 and found.score >= ENOUGH:
        return Matched(CONFLICT, found.reasons)
    if set(one.bracketed) != set(other.bracketed) and one.bracketed and other.bracketed:
        return Matched(CONFLICT, (*found.reasons, "brackets differ"))
    return found

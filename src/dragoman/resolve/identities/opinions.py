"""What the machine thinks of two nodes: of one, of two, or neither, with score and reasons."""

import re
from dataclasses import dataclass

from dragoman.resolve.data import toml
from dragoman.resolve.identities.looks import script
from dragoman.resolve.identities.nodes import GENERATION, Node
from dragoman.resolve.identities.values import ONE, TWO, UNSURE, Link
from dragoman.resolve.matching import match_names
from dragoman.resolve.matching.meeting import meet
from dragoman.resolve.matching.names import CONFLICT, Matched

#: Score from which full names are joined without a post, or one state and two scripts, in common.
CLEAR = 0.8
#: Days between reports within which a bare family name means who was named in full.
NEAR = 5 * 365
#: Likeness from which a bare name may be the family name of a full one.
SOUND = 0.93
#: What a country, a post and a rank that both have add to the strength of a link.
COUNTRY, POST, RANK = 0.2, 0.2, 0.05
_MAN = re.compile(r"(?:[оеё]в|[иы]н|[eo]v|yov|[iy]n)$")
_WOMAN = re.compile(r"(?:[оеё]ва|[иы]на|[eo]va|yova|[iy]na)$")
_MAN_SKY = re.compile(r"(?:[сц]к(?:ий|ой)|sk(?:y|iy|ii|i|yi|ij))$")
_WOMAN_SKY = re.compile(r"(?:[сц]кая|sk(?:aya|aia|aja|aïa))$")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is thought of two nodes.

    `strength` orders joins, the greatest first; `agrees` tells that post or rank speaks for them.
    """

    verdict: str
    score: float
    reasons: tuple[str, ...]
    strength: float = 0.0
    agrees: bool = False

    def link(self, one: Node, other: Node) -> Link:
        """As a link between two names."""
        return Link(one.key, other.key, self.score, self.reasons, self.verdict)


class Opinions:
    """Opinions on pairs of nodes; names that recur are compared once."""

    def __init__(self) -> None:
        self._matched: dict[tuple[str, str], Matched] = {}

    def matched(self, one: str, other: str) -> Matched:
        """How alike two names are."""
        pair = (one, other) if one <= other else (other, one)
        found = self._matched.get(pair)
        if found is None:
            found = self._matched[pair] = match_names(*pair)
        return found

    def of(self, one: Node, other: Node) -> Opinion:
        """What is thought of two nodes of one kind."""
        if one.name == other.name:
            name = Matched(0.97, ("the name is the same",))
        elif one.is_odd or other.is_odd:
            return Opinion(TWO, 0.0, ("written as no name is",))
        else:
            name = self.matched(one.name, other.name)
        if one.kind == "body":
            return _bodies(one, other, name)
        if not name.is_match:
            conflict = name.score <= CONFLICT and one.is_full and other.is_full
            return Opinion(TWO if conflict else UNSURE, name.score, name.reasons)
        if _man_and_woman(one, other):
            return Opinion(TWO, name.score, (*name.reasons, "a man's family name and a woman's"))
        if one.is_full != other.is_full and not _is_family_name(one, other):
            return Opinion(TWO, name.score, (*name.reasons, "not the family name"))
        return _persons(one, other, name)


def are_apart(one: str | None, other: str | None) -> bool:
    """Whether two countries are two states; a body of states speaks against none."""
    return one is not None and other is not None and one != other and ":" not in one + other


def _bodies(one: Node, other: Node, name: Matched) -> Opinion:
    if one.country != other.country:
        return Opinion(TWO, name.score, (*name.reasons, "countries differ"))
    if not name.is_match:
        return Opinion(TWO, name.score, name.reasons)
    sure = name.score >= CLEAR and one.country is not None
    return Opinion(ONE if sure else UNSURE, name.score, name.reasons, name.score)


def _persons(one: Node, other: Node, name: Matched) -> Opinion:
    told, strength = list(name.reasons), name.score
    same = one.country is not None and one.country == other.country
    posts, ranks = one.posts & other.posts, one.ranks & other.ranks
    if same:
        told.append(f"both of {one.country}")
        strength += COUNTRY
    if posts:
        told.append(f"both {min(posts)}")
        strength += POST
    if ranks:
        told.append(f"both {min(ranks)}")
        strength += RANK
    if are_apart(one.country, other.country):
        told.append(f"of {one.country} and of {other.country}")
        return Opinion(UNSURE if posts and one.is_full and other.is_full else TWO, name.score,
                       tuple(told), strength)  # fmt: skip
    whole = one.is_full and other.is_full
    doubts = [*_doubts(one, other, bool(posts)), *(_lacks if whole else _short)(one, other, name)]
    verdict = UNSURE if doubts else ONE
    # A rank decides only where no post is told that could speak against it.
    agrees = bool(posts) or bool(ranks and not (one.posts and other.posts))
    return Opinion(verdict, name.score, (*told, *doubts), strength, agrees)


def _doubts(one: Node, other: Node, posts: bool) -> list[str]:
    """Why two namings may be of two though their names match."""
    found = []
    if {one.service, other.service} == {"serves", "civil"}:
        found.append("one serves, one does not")
    gap = _gap(one, other)
    if gap is not None and gap > GENERATION and not posts:
        found.append("a generation lies between")
    if one.country != other.country and one.country and other.country and not posts:
        found.append(f"of {one.country} and of {other.country}")
    return found


def _lacks(one: Node, other: Node, name: Matched) -> list[str]:
    """What full names lack to be of one."""
    same = one.country is not None and one.country == other.country
    posts = bool(one.posts & other.posts)
    found = []
    # Practices of transcription differ more from script to script than within one.
    across = same and script(one.name) != script(other.name)
    if not posts and not across and name.score < CLEAR:
        found.append("the names are not alike enough without a post that both have")
    # `Saddam Khalifa N.` is the son of `Khalifa N.`, whatever else the two have in common.
    if not (same and posts) and _has_other_first(one, other):
        found.append("one has another name before it")
    return found


def _short(one: Node, other: Node, _: Matched) -> list[str]:
    """What a bare family name lacks to be of one with another name."""
    found = []
    same = one.country is not None and one.country == other.country
    posts = one.posts & other.posts
    if not same and not posts:
        found.append("no country or post that both have")
    if one.posts and other.posts and not posts:
        found.append("posts differ")
    gap = _gap(one, other)
    if gap is not None and gap > NEAR:
        found.append("years lie between")
    if not one.is_full and not other.is_full and not (same and posts):
        found.append("family names alone")
    return found


def _gap(one: Node, other: Node) -> int | None:
    """Days between the periods of two nodes; 0 where they meet, None where one has no day."""
    if one.days is None or other.days is None:
        return None
    return max(0, one.days[0] - other.days[1], other.days[0] - one.days[1])


def _has_other_first(one: Node, other: Node) -> bool:
    """Whether the longer name begins with a given name that the shorter has not."""
    short, long = sorted((one.words, other.words), key=len)
    if len(short) == len(long):
        return False
    met = meet(short, long, False)
    taken = {n for part in met for n in part.right}
    return len(long[0]) > 1 and 0 not in taken and any(0 in part.left for part in met)


def _is_family_name(one: Node, other: Node) -> bool:
    """Whether a bare name may be the family name of the full one beside it."""
    short, full = (other, one) if one.is_full else (one, other)
    countries = toml("identities/names.toml")["family_first"]["countries"]
    first = 0 if full.country is None or full.country in countries else 1
    met = meet([word for word in short.words if len(word) > 1], full.words, False)
    return any(part.likeness >= SOUND and part.right[-1] >= first for part in met)


def _man_and_woman(one: Node, other: Node) -> bool:
    """Whether one family name is the woman's form of the other: `Orlov`, `Орлова`."""
    left, right = one.words[-1], other.words[-1]
    return any(
        man.search(a) and woman.search(b)
        for man, woman in ((_MAN, _WOMAN), (_MAN_SKY, _WOMAN_SKY))
        for a, b in ((left, right), (right, left))
    )

"""Titles, ranks and posts in a text: `the Deputy Foreign Minister of X`, `el canciller ruso`.

A title is a stretch of words of `roles.toml`, names of states and bodies among them, that holds a
head (`minister`, `general`). What it leads up to is for `persons` to say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from dragoman.resolve.bodies import Named
from dragoman.resolve.data import toml
from dragoman.resolve.posts import post_of
from dragoman.resolve.words import Word, fold

#: Articles that tell of one person among others.
ARTICLES = frozenset({"a", "an", "un", "una"})
#: Titles longer than this many words are lists or headings.
_LONGEST = 30
_ADJECTIVAL = (
    "ый", "ий", "ой", "ого", "его", "ому", "ему", "ым", "им", "ая", "яя", "ую", "юю", "ое", "ее",
    "ые", "ие", "ых", "их", "ыми", "ими",
)  # fmt: skip


class Role(NamedTuple):
    """What a word does in a title: `stem` leads its forms together, `sector` is None for plain.

    `case` is that of a Russian form, None where it may be of several.
    """

    head: bool
    sector: str | None
    stem: str
    case: str | None = None
    plural: bool = False


class Unit(NamedTuple):
    """A word of a title, or the words of a state or body in it; without either a small word."""

    first: int
    last: int
    key: str
    role: Role | None
    named: Named | None


@dataclass(frozen=True, slots=True)
class Title:
    """Words `first` up to but not including `last` that name one post, with the states in it.

    `states` are those for whom the post is held, in order; `sector` as in the codebook or None.
    `heads` and `marks` (qualifiers) set posts apart. `plain` tells that it is a rank or an honour
    alone, which may stand beside a post; `posted` that it ends with words for where its holder is;
    `own` is the stretch of it that names no state; `post` is what it says in English, or None.
    """

    first: int
    last: int
    own: tuple[int, int]
    states: tuple[Named, ...]
    sector: str | None
    heads: frozenset[str]
    marks: frozenset[str]
    plain: bool
    plural: bool
    posted: bool
    case: str | None
    post: str | None


@cache
def small(kind: str) -> frozenset[str]:
    """Small words of one kind, of all languages."""
    return frozenset(fold(word) for word in toml("roles.toml")["small"][kind])


@cache
def listed(table: str) -> frozenset[str]:
    """A list of words that serves all languages."""
    return frozenset(fold(word) for word in toml("roles.toml")[table]["words"])


@cache
def _small() -> frozenset[str]:
    kinds = ("and", "host", "article", "of", "other")
    return frozenset().union(*map(small, kinds))


@cache
def roles(lang: str) -> dict[str, Role]:
    """Folded words of titles in one language; heads win over the words that stand beside them."""
    data = toml("roles.toml")
    table: dict[str, Role] = {}
    for part in ("heads", "domain"):
        for sector, stems in data[lang][part].items():
            known = None if sector == "plain" else sector
            for stem in stems:
                for key, role in _forms(fold(stem), lang, part == "heads", known):
                    table.setdefault(key, role)
    return table


def _forms(stem: str, lang: str, head: bool, sector: str | None) -> Iterable[tuple[str, Role]]:
    if lang != "ru":
        yield stem, Role(head, sector, stem)
        if head and lang == "es":
            yield f"ex{stem}", Role(head, sector, stem)
        many = stem + "s" if stem[-1] in "aeiou" or lang == "en" else stem + "es"
        if head and len(stem) > 3 and not stem.endswith("s"):
            yield many, Role(head, sector, stem, plural=True)
        return
    if len(stem) < 3:
        yield stem, Role(head, sector, stem)
        return
    endings = toml("roles.toml")["endings"]
    feminine = stem in endings["feminine"]
    cases = {
        e: case
        for case, row in endings["feminine_cases" if feminine else "cases"].items()
        for e in row
    }
    for ending in endings["ru"]:
        if stem + ending in endings["never"]:
            continue
        plural = ending in endings["plural"]
        yield stem + ending, Role(head, sector, stem, cases.get(ending), plural)


def find_titles(
    text: str, found: Sequence[Word], owners: dict[int, Named], lang: str
) -> list[Title]:
    """Titles in order, none overlapping. `owners` maps words to the state or body they name."""
    titles: list[Title] = []
    units: list[Unit] = []
    i = 0
    while i <= len(found):
        unit = _unit(text, found, i, owners, lang, bool(units)) if i < len(found) else None
        if unit is not None and len(units) < _LONGEST:
            units.append(unit)
            i = unit.last
            continue
        for piece in _split(units):
            title = _title(piece, lang)
            if title is not None:
                titles.append(title)
        if not units:
            i += 1
        units = []
    return titles


def _unit(
    text: str,
    found: Sequence[Word],
    i: int,
    owners: dict[int, Named],
    lang: str,
    inside: bool,
) -> Unit | None:
    """The part of a title that begins at word `i`, if any can."""
    if inside and "\n" in text[found[i - 1].end : found[i].start]:
        return None
    named = owners.get(i)
    word = found[i]
    if named is not None and named.first == i:
        begins = lang == "ru" and inside and word.key.endswith(("ая", "ий", "ое", "ые"))
        return None if begins else Unit(i, named.last, "", None, named)
    role = roles(lang).get(word.key)
    if role is not None and not (inside and _is_name(word, lang)):
        if word.key == "." and not _abbreviates(found, i, lang):
            return None
        if word.key in _small() and word.text != word.key and inside and not word.text.isalpha():
            return None
        return Unit(i, i + 1, word.key, None if word.key in _small() else role, None)
    if not inside:
        return None
    joined = word.key in ("'", "s", "-") and word.start == found[i - 1].end
    after = found[i - 1].key in small("of") and word.text.islower()
    return Unit(i, i + 1, word.key, None, None) if joined or after else None


def _is_name(word: Word, lang: str) -> bool:
    """Whether a word is rather a surname made of a title (`Генералов`)."""
    return lang == "ru" and word.capital and word.key.endswith(("ов", "ев"))


def _abbreviates(found: Sequence[Word], i: int, lang: str) -> bool:
    """Whether the full stop at `i` closes a shortened title: `Gen.`, `Sra.`, `U.S.`."""
    if i == 0 or found[i - 1].end != found[i].start:
        return False
    before = roles(lang).get(found[i - 1].key)
    return before is not None and before.head and len(found[i - 1].key) <= 4


def _heads(units: Sequence[Unit]) -> list[int]:
    return [i for i, unit in enumerate(units) if unit.role is not None and unit.role.head]


def _split(units: Sequence[Unit]) -> list[list[Unit]]:
    """A stretch cut where it names several posts, or what comes before the first of them."""
    heads = _heads(units)
    if not heads:
        return []
    for i, unit in enumerate(units):
        if i <= heads[0] or i >= heads[-1]:
            continue
        left, right = units[:i], units[i + 1 :]
        if unit.key in small("and") and _is_other(left, right):
            return [*_split(left), *_split(right)]
        if unit.key in small("host") - {"to", "a", "al"} and not _follows(right, "chief"):
            return [*_split(left), *_split(right)]
    return [list(units)]


def _follows(units: Sequence[Unit], key: str) -> bool:
    return bool(units) and units[0].key == key


def _is_other(left: Sequence[Unit], right: Sequence[Unit]) -> bool:
    """Whether the post after `and` is a further person's: an article or a state of its own."""
    if right[0].key in small("article"):
        return True
    return any(unit.named for unit in left) and any(unit.named for unit in right)


def _begin(units: Sequence[Unit], lang: str) -> int:
    """Where a title begins: the head, with the state and the words that lead up to it."""
    i = _heads(units)[0]
    begin = i
    while i > 0:
        unit = units[i - 1]
        if unit.named is not None:
            form = unit.named.mention.form
            if lang == "es" or (lang == "ru" and form != "demonym"):
                break
            possessive = units[i].key in ("'", "s") if i < len(units) else False
            hosted = i > 1 and units[i - 2].key in small("host")
            if hosted and not possessive and form not in ("demonym", "acronym"):
                break
            begin = i - 1
        elif unit.role is not None:
            if not _leads(unit, lang):
                break
            begin = i - 1
        elif unit.key not in ("'", "s", "-"):
            break
        i -= 1
    return begin


def _leads(unit: Unit, lang: str) -> bool:
    """Whether a word can stand before a head: in Russian an adjective or a prefix, no noun."""
    if lang == "ru":
        return unit.key in listed("qualifiers") | {"пресс", "контр"} or unit.key.endswith(
            _ADJECTIVAL
        )
    return lang == "en" or unit.role is None or unit.role.sector is None


def _title(units: Sequence[Unit], lang: str) -> Title | None:
    begin = _begin(units, lang)
    kept = list(units[begin:])
    while kept[-1].role is None and kept[-1].named is None and not _ends(kept):
        kept.pop()
    heads = [unit.role for unit in kept if unit.role is not None and unit.role.head]
    if not heads:
        return None
    own = _own(kept)
    return Title(
        kept[0].first,
        kept[-1].last,
        own,
        tuple(_states(kept)),
        _sector(kept),
        frozenset(head.stem for head in heads),
        frozenset(unit.role.stem for unit in kept if unit.role and _qualifies(unit.role.stem)),
        all(head.sector == "MIL" or head.sector is None for head in heads)
        and not any(unit.named for unit in kept),
        any(head.plural for head in heads),
        _posted(kept),
        _case(kept),
        post_of(_stems(kept), _bodies(kept)),
    )


def _stems(units: Sequence[Unit]) -> list[str]:
    """The stems of a title's words; `exministro` is two."""
    found: list[str] = []
    for unit in units:
        if unit.role is not None:
            found += ["ex"] * (unit.key == f"ex{unit.role.stem}") + [unit.role.stem]
    return found


def _bodies(units: Sequence[Unit]) -> list[str]:
    """The bodies that a title names."""
    named = (unit.named.mention for unit in units if unit.named is not None)
    return [mention.name for mention in named if mention.what == "body"]


def _posted(units: Sequence[Unit]) -> bool:
    """Whether it ends with a place that is no state known: `envoy in Northern`."""
    for unit in reversed(units):
        if unit.named is not None or (unit.role is not None and unit.role.head):
            return False
        if unit.key in small("host"):
            return True
    return False


def _case(units: Sequence[Unit]) -> str | None:
    """The case of the first head that declines: of `вице-премьером` the second part alone does."""
    for unit, after in zip(units, [*units[1:], None], strict=True):
        if unit.role is not None and unit.role.head and (after is None or after.key != "-"):
            return unit.role.case
    return None


def _ends(units: Sequence[Unit]) -> bool:
    """Whether a small or unknown word may end a title: the stop of `Gen.`, the noun of `of X`."""
    key = units[-1].key
    return key == "." or (key not in _small() and len(units) > 1 and units[-2].key in small("of"))


def _qualifies(stem: str) -> bool:
    return stem in listed("qualifiers")


def _own(units: Sequence[Unit]) -> tuple[int, int]:
    """The words around the first head that name no state, small words cut off at both ends."""
    first = last = _heads(units)[0]
    at = first
    while at > 0 and units[at - 1].named is None:
        at -= 1
        if units[at].role is not None:
            first = at
    at = last
    while at + 1 < len(units) and units[at + 1].named is None and units[at + 1].key != "'":
        at += 1
        if units[at].role is not None:
            last = at
    return units[first].first, units[last].last


def _states(units: Sequence[Unit]) -> Iterable[Named]:
    """States and bodies with a state that a post is held for, not where its holder is posted."""
    attendant = False
    for i, unit in enumerate(units):
        if unit.role is not None and unit.role.head:
            attendant = unit.key in small("attendant")
        if unit.named is None or unit.named.mention.country is None:
            continue
        at = i - 1
        while at >= 0 and units[at].named is None and units[at].role is None:
            if units[at].key in small("host") and not attendant:
                break
            at -= 1
        else:
            yield unit.named
            continue
        if at < 0:
            yield unit.named


#: Which sector a title with several words has, first to last; `True` for heads.
_ORDER: tuple[tuple[str, bool | None], ...] = (
    ("SPY", None), ("LEG", None), ("JUD", True), ("MED", True), ("BUS", True), ("CVL", True),
    ("COP", None), ("PTY", None), ("REB", None), ("MIL", False), ("JUD", False), ("GOV", None),
    ("MIL", True), ("NGO", None), ("MED", False), ("BUS", False), ("CVL", False), ("IGO", None),
)  # fmt: skip


def _sector(units: Sequence[Unit]) -> str | None:
    told: set[tuple[str, bool]] = set()
    for unit in units:
        if unit.role is not None and unit.role.sector is not None:
            told.add((unit.role.sector, unit.role.head))
        if unit.named is not None and unit.named.mention.sector is not None:
            told.add((unit.named.mention.sector, False))
    for sector, head in _ORDER:
        if (sector, True) in told and head is not False:
            return sector
        if (sector, False) in told and head is not True:
            return sector
    return None

"""Bodies: international ones, those of states, armed groups and media.

World-known bodies stand in `bodies.tsv` with their state. Others are a kind of body
(`body_kinds.tsv`: ministry, army, police) and a state named beside it; a kind of body with no state
beside it keeps the country None and the form `role`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dragoman.model import Mention
from dragoman.resolve.countries import Name, States, country_name, name_forms
from dragoman.resolve.data import rows, toml
from dragoman.resolve.words import Match, Phrases, Word, fold


@dataclass(frozen=True, slots=True)
class Body:
    """A body of `bodies.tsv`, or a kind of body: then `country` is None.

    `bound` marks a kind whose words mean a body only beside a state's name.
    """

    name: str
    country: str | None
    sector: str
    form: str = "name"
    bound: bool = False
    kind: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Words `first` up to but not including `last`, and what they name."""

    first: int
    last: int
    mention: Mention


@cache
def body_phrases(lang: str) -> Phrases[Body]:
    """Every form of the bodies and kinds of bodies in one language.

    Acronyms in Latin letters serve Russian texts too.
    """
    pairs: list[tuple[str, Body]] = []
    for row in rows("bodies.tsv"):
        for text, acronym in _texts(row, lang):
            form = "acronym" if acronym else "name"
            pairs.append((text, Body(row["name"], row["country"], row["sector"], form)))
    for row in rows("body_kinds.tsv"):
        for name in filter(None, row[lang].split(";")):
            kind = Body(row["name"], None, row["sector"], bound=name.endswith("="), kind=True)
            pairs.extend((text, kind) for text in name_forms(name.rstrip("="), lang))
    return Phrases(pairs)


def _texts(row: dict[str, str], lang: str) -> Iterator[tuple[str, bool]]:
    for name in filter(None, row[lang].split(";")):
        yield from ((text, _is_acronym(name)) for text in name_forms(name, lang))
    if lang == "ru":
        latin = filter(_is_acronym, row["en"].split(";"))
        yield from ((name, True) for name in latin if len(name) > 2)


def _is_acronym(name: str) -> bool:
    return name.isupper() and " " not in name


@cache
def _links(table: str, lang: str) -> frozenset[str]:
    return frozenset(fold(word) for word in toml("links.toml")[table][lang])


def named_bodies(found: Sequence[Word], states: Sequence[Match[Name]], lang: str) -> list[Named]:
    """Bodies and the states left beside them, in order, none overlapping."""
    bodies = _longest(list(body_phrases(lang).find(found)), states)
    taken = {i for body in bodies for i in range(body.first, body.last)}
    free = [state for state in states if taken.isdisjoint(range(state.first, state.last))]
    told = States(found, free)
    linker = _Linker(found, free, told, lang)
    named: list[Named] = []
    used: set[int] = set()
    for body in bodies:
        item = linker.name(body, named[-1].last if named else 0)
        if item is not None:
            named.append(item)
            used.update(range(item.first, item.last))
    named = _inherit(found, named, lang)
    for state in free:
        if used.isdisjoint(range(state.first, state.last)) and state.value.form != "block":
            named.append(Named(state.first, state.last, told.mention(state)))
    return sorted(named, key=lambda item: item.first)


def _longest(bodies: Sequence[Match[Body]], states: Sequence[Match[Name]]) -> list[Match[Body]]:
    """Bodies less those that lie in the longer name of a state (a block, `Central African`)."""
    kept = []
    for body in bodies:
        length = body.last - body.first
        meets = (s for s in states if s.first < body.last and body.first < s.last)
        if all(state.last - state.first <= length for state in meets):
            kept.append(body)
    return kept


class _Linker:
    """Binds kinds of bodies to the states named beside them in one text."""

    def __init__(
        self,
        found: Sequence[Word],
        matches: Sequence[Match[Name]],
        states: States,
        lang: str,
    ) -> None:
        self._found = found
        self._states = states
        self._lang = lang
        self._starts = {state.first: state for state in matches if state.value.form != "block"}
        self._ends = {state.last: state for state in matches if state.value.form != "block"}

    def name(self, body: Match[Body], floor: int) -> Named | None:
        """The body with its state; None for a bound kind that stands alone."""
        value = body.value
        if not value.kind:
            span = body.span(self._found)
            mention = Mention(span, "body", value.name, value.country, value.sector, value.form)
            return Named(body.first, body.last, mention)
        state = self._after(body) or self._before(body, floor)
        if state is None:
            if value.bound:
                return None
            mention = Mention(
                body.span(self._found), "body", value.name, None, value.sector, "role"
            )
            return Named(body.first, body.last, mention)
        first, last = min(body.first, state.first), max(body.last, state.last)
        told = self._states.mention(state)
        span = Match(first, last, None).span(self._found)
        name = composed(value.name, told.name)
        mention = replace(told, span=span, what="body", name=name, sector=value.sector, form="name")
        return Named(first, last, mention)

    def _before(self, body: Match[Body], floor: int) -> Match[Name] | None:
        """A state right before: a demonym, a possessive, a name used as an adjective."""
        i = body.first
        found = self._found
        if i > 0 and found[i - 1].key in _links("before", self._lang):
            i -= 1
        if i > 1 and found[i - 1].key == "s" and found[i - 2].key == "'":
            i -= 2
        elif i > 0 and found[i - 1].key == "'":
            i -= 1
        state = self._ends.get(i)
        if state is None or state.first < floor or state.value.form not in _BESIDE:
            return None
        if self._lang != "en" and state.value.form != "demonym":
            return None
        return state

    def _after(self, body: Match[Body]) -> Match[Name] | None:
        """A state right after: `of the Republic of X`, `de X`, a genitive, a Spanish demonym."""
        i = body.last
        found = self._found
        if self._lang == "es" and (state := self._starts.get(i)) is not None:
            return state if state.value.form == "demonym" else None
        binders = _links("after", self._lang)
        if binders:
            if i >= len(found) or found[i].key not in binders:
                return None
            if found[i].key == "in" and body.value.sector in ("GOV", "NGO"):
                return None
            i += 1
        state = self._starts.get(i)
        while state is None and i < len(found) and found[i].key in _links("fillers", self._lang):
            i += 1
            state = self._starts.get(i)
        if state is None or state.value.form not in ("name", "acronym"):
            return None
        return state


_BESIDE = ("name", "acronym", "demonym")


def composed(kind: str, state: str) -> str:
    """The name of a kind of body with its state: `Ministry of Defence of the United States`."""
    article = "the " if state in toml("links.toml")["article"]["en"] else ""
    return f"{kind} of {article}{state}"


def _inherit(found: Sequence[Word], named: list[Named], lang: str) -> list[Named]:
    """A kind of body bound to a body with a state takes that state (`staff of the army of X`)."""
    result = list(named)
    joints = _links("after", lang) | {"the", "la", "el"}
    for i in range(len(result) - 2, -1, -1):
        item, other = result[i], result[i + 1]
        if item.mention.form != "role" or other.mention.country is None:
            continue
        if other.mention.country[:4] in ("IGO:", "NSA:") or other.mention.sector == "MED":
            continue
        between = [word.key for word in found[item.last : other.first]]
        if not joints.issuperset(between):
            continue
        if not between and lang != "ru":
            continue
        name = composed(item.mention.name, country_name(other.mention.country))
        mention = replace(item.mention, name=name, country=other.mention.country, form="name")
        result[i] = Named(item.first, item.last, mention)
    return result

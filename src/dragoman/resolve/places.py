"""Places named in a text: towns, seas, regions and bases of the gazetteer.

A name is a place where the words around it say so: a preposition, a noun of places, a state named
beside it. The smaller the town, and the more a name is also a common word or a person's, the
surer the sign must be. Without one the name stays unresolved.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.model import Mention, Span
from dragoman.resolve.countries import country_phrases
from dragoman.resolve.data import toml
from dragoman.resolve.gazetteer import Found, Place, longest_name
from dragoman.resolve.gazetteer.russian import forms
from dragoman.resolve.words import Word, fold

__all__ = ["find_places"]

_CUES = "gazetteer/cues.toml"
_QUOTES = frozenset("\"'“”„‘’«»")
_STOPS = frozenset(".!?…:;•")
_LISTS = frozenset([",", "and", "y", "e", "и", "or", "o", "или", "-", "–", "—", "/"])

_OWNERS = ("name", "demonym")

#: How sure a sign is: none, a word that may tell whose, where, a state named beside the name.
_NONE, _WEAK, _WHERE, _BESIDE = range(4)
#: People a town must have to be meant at each degree of surety.
_LEAST = {_NONE: 500_000, _WEAK: 50_000, _WHERE: 15_000, _BESIDE: 0}
_LEAST_AMBIGUOUS = {_NONE: None, _WEAK: None, _WHERE: 100_000, _BESIDE: 0}
#: People of a town in a state that the text does not name.
_LEAST_ABROAD = 100_000
#: A town so many times larger than its namesake is meant whatever states the text names.
_DOMINANT = 20


@dataclass(frozen=True, slots=True)
class _Sign:
    degree: int
    countries: tuple[str, ...] = ()


def find_places(
    found: Sequence[Word],
    taken: Sequence[Span],
    lang: str,
    countries: frozenset[str] = frozenset(),
) -> list[Mention]:
    """Places among the words of a text, in order, overlapping neither each other nor `taken`.

    `lang` is one of the three languages; `countries` are the codes of states that the text names,
    by which one of several places of a name is chosen.
    """
    reader = _Reader(found, taken, lang, countries)
    mentions: list[Mention] = []
    i = 0
    while i < len(found):
        match = None if i in reader.taken else longest_name(found, i, lang)
        place = reader.read(i, match) if match else None
        if match is None or place is None:
            i += 1
            continue
        span = Span(found[i].start, found[match.last - 1].end)
        mentions.append(
            Mention(
                span,
                "place",
                place.name,
                place.country,
                latitude=place.latitude,
                longitude=place.longitude,
            )
        )
        i = reader.previous = match.last
    return mentions


def _words_of(found: Sequence[Word], spans: Iterable[Span]) -> frozenset[int]:
    """Indices of the words that meet a span."""
    ordered = sorted(spans)
    met: set[int] = set()
    k = 0
    for i, word in enumerate(found):
        while k < len(ordered) and ordered[k].end <= word.start:
            k += 1
        if k < len(ordered) and ordered[k].start < word.end:
            met.add(i)
    return frozenset(met)


class _Cues:
    """One table of words of one language, beginnings among them."""

    def __init__(self, table: str, lang: str) -> None:
        listed = [fold(word) for word in toml(_CUES)[table][lang]]
        self._whole = frozenset(word for word in listed if not word.endswith("*"))
        self._begun = tuple(word[:-1] for word in listed if word.endswith("*"))

    def __contains__(self, key: str) -> bool:
        return key in self._whole or (bool(self._begun) and key.startswith(self._begun))


@cache
def _cues(table: str, lang: str) -> _Cues:
    return _Cues(table, lang)


class _Reader:
    """Judges names against the words around them; `previous` is where the last place ended."""

    def __init__(
        self, found: Sequence[Word], taken: Sequence[Span], lang: str, countries: frozenset[str]
    ) -> None:
        self.taken = _words_of(found, taken)
        self.previous = -1
        self._found = found
        self._lang = lang
        self._countries = countries

    def read(self, first: int, match: Found) -> Place | None:
        """The place meant, or None where the words do not tell one."""
        if not self.taken.isdisjoint(range(first, match.last)) or self._quoted(first, match.last):
            return None
        if self._part_of_name(first, match):
            return None
        sign = self._sign(first, match)
        fit = [
            place
            for place in match.places
            if not sign.countries or place.country is None or place.country in sign.countries
        ]
        if not fit:
            return None
        place = self._namesake(fit, self._written(first, match.last))
        return place if self._sure(first, match, place, sign) else None

    def _key(self, i: int) -> str:
        return self._found[i].key if 0 <= i < len(self._found) else ""

    def _is(self, table: str, i: int) -> bool:
        return self._key(i) in _cues(table, self._lang)

    def _quoted(self, first: int, last: int) -> bool:
        """A ship, a firm, a newspaper: the name alone between quotation marks, after no airport."""
        if self._key(first - 1) not in _QUOTES or self._key(last) not in _QUOTES:
            return False
        return not self._is("nouns", first - 2)

    def _written(self, first: int, last: int) -> str:
        return " ".join(word.text for word in self._found[first:last]).lower()

    def _name_key(self, first: int, last: int) -> str:
        return " ".join(word.key for word in self._found[first:last] if word.text[0].isalnum())

    def _starts(self, i: int) -> bool:
        """Whether any word takes a capital at `i`: first, after a full stop or a new line."""
        if i <= 0:
            return True
        before = self._found[i - 1]
        return before.text in _STOPS or self._found[i].start - before.end > 1

    def _joined_capital(self, left: int, right: int, other: int) -> bool:
        """Whether `other`, one of two neighbours, has a capital and one space or hyphen between."""
        if left < 0 or right >= len(self._found) or other in self.taken:
            return False
        word = self._found[other]
        gap = self._found[right].start - self._found[left].end
        return gap <= 1 and word.text.isalpha() and word.capital

    def _part_of_name(self, first: int, match: Found) -> bool:
        """A capital right beside the name: a person, a body or a ship, unless it is a cue."""
        if self._is("forces", match.last) or self._called_after(first):
            return True
        if self._key(match.last) in ("-", "‑") and self._touching(match.last):
            return True
        after = match.last
        if self._joined_capital(after - 1, after, after) and not self._is("after", after):
            key = self._name_key(first, match.last)
            own = match.inflected or key == fold(match.places[0].name)
            if self._listed("ambiguous", key) or not own or not self._is("where", first - 1):
                return True
        before = first - 1
        if self._joined_capital(before, first, before) and not self._starts(before):
            return not any(self._is(table, before) for table in ("where", "weak", "nouns"))
        return False

    def _touching(self, i: int) -> bool:
        """Whether a hyphen joins the words on both sides of it."""
        if i + 1 >= len(self._found):
            return False
        before, mark, after = self._found[i - 1 : i + 2]
        return before.end == mark.start and mark.end == after.start

    def _called_after(self, first: int) -> bool:
        """A ship of the name, or a fleet or a treaty called after the place."""
        i = first - 1
        while self._is("between_vessel", i):
            i -= 1
        if self._is("vessels", i):
            return True
        i = first - 1
        while self._key(i) in ("de", "del", "la", "el", "the", "of"):
            i -= 1
        return self._is("acts", i) or (self._lang != "en" and self._is("forces", i))

    def _sign(self, first: int, match: Found) -> _Sign:
        codes = self._state_after(match.last) or self._state_before(first)
        if codes:
            return _Sign(_BESIDE, codes)
        if self._opens_dateline(first, match.last) or self._is("after", match.last):
            return _Sign(_WHERE)
        if self._continues_list(first):
            return _Sign(_WHERE)
        i = first - 1
        for _ in range(3):
            if self._is("where", i) or self._is("nouns", i):
                return _Sign(_WHERE)
            if not self._is("fillers", i):
                break
            i -= 1
        if self._is("weak", i) or any(self._is("weak", k) for k in range(i + 1, first)):
            return _Sign(_WEAK)
        before = self._found[first - 1] if first else None
        if match.inflected and before and before.text.isalpha() and before.text.islower():
            return _Sign(_WEAK)
        return _Sign(_NONE)

    def _opens_dateline(self, first: int, last: int) -> bool:
        """`BENGHAZI (Agency)`, `Benghazi, 7 October` at the head of a text."""
        return first == 0 and self._key(last) in (",", "(", "—", "–", "-", "/", ".")

    def _continues_list(self, first: int) -> bool:
        """`in Kharkiv, Odesa and Lviv`."""
        i = first - 1
        while first - i <= 2 and self._key(i) in _LISTS:
            i -= 1
        return i != first - 1 and i + 1 == self.previous

    def _state_after(self, last: int) -> tuple[str, ...]:
        """Codes of the state named after a comma or in brackets: `Benghazi, eastern Libya`."""
        if self._key(last) not in (",", "("):
            return ()
        i = last + 1
        while i < last + 3 and self._is("fillers", i):
            i += 1
        if i >= len(self._found):
            return ()
        state = country_phrases(self._lang).at(self._found, i)
        closes = state is not None and self._key(state.last) != "'"
        return state.value.codes if state and closes and state.value.form == "name" else ()

    def _state_before(self, first: int) -> tuple[str, ...]:
        """Codes of `Libya's Benghazi`, `the Libyan city of Benghazi`, `в ливийском Бенгази`."""
        phrases = country_phrases(self._lang)
        i = first - 1
        while i >= max(0, first - 6):
            state = phrases.at(self._found, i)
            if state is not None and state.last <= first:
                name = state.value
                owner = name.form == "demonym" or self._key(state.last) == "'"
                return name.codes if owner and name.form in _OWNERS and not name.prefix else ()
            if not (self._is("nouns", i) or self._is("fillers", i) or self._key(i) in ("'", "s")):
                return ()
            i -= 1
        return ()

    def _namesake(self, places: Sequence[Place], written: str) -> Place:
        """The most populous, or the most populous in a state that the text names.

        Of several in such states one that bears the name as written comes first: `San José`.
        """
        largest = places[0]
        if largest.population is None or largest.country is None:
            return largest
        near = [
            place
            for place in places
            if place.country in self._countries
            and (place.population or 0) * _DOMINANT > largest.population
        ]
        exact = [place for place in near if place.name.lower() == written]
        return next(iter(exact or near), largest)

    def _sure(self, first: int, match: Found, place: Place, sign: _Sign) -> bool:
        key = self._name_key(first, match.last)
        if self._listed("never", key):
            return False
        ambiguous = self._listed("ambiguous", key)
        if place.population is None:
            return match.words > 1 or not ambiguous or sign.degree >= _WHERE
        degree = sign.degree
        if degree == _WEAK and match.words > 1 and not ambiguous:
            degree = _WHERE  # no person is called `La Guaira`
        least = (_LEAST_AMBIGUOUS if ambiguous else _LEAST)[degree]
        if least is None or place.population < least:
            return False
        at_home = not self._countries or place.country is None or place.country in self._countries
        if degree < _BESIDE and not at_home and place.population < _LEAST_ABROAD:
            return False
        return len(key) > 3 or degree >= _WHERE

    def _listed(self, table: str, key: str) -> bool:
        if self._lang == "ru":
            return key in _russian_forms(table)
        return key in _cues(table, self._lang)


@cache
def _russian_forms(table: str) -> frozenset[str]:
    return frozenset(form for word in toml(_CUES)[table]["ru"] for form in forms(fold(word)))

"""States, in English, Spanish and Russian: names, demonyms, capitals, seats of power, epithets.

The names stand in `countries.tsv` and `names.toml`, written for this package; codes are ISO 3166-1
alpha-3 (and the codebook's `IGO:`, `NSA:`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.model import Mention
from dragoman.resolve import inflect
from dragoman.resolve.data import rows, toml
from dragoman.resolve.words import Match, Phrases, Word, fold, opens_sentence


@dataclass(frozen=True, slots=True)
class Name:
    """What a name stands for: one state, several that share it, or none (a block).

    `prefix` marks the first part of a compound, valid before a hyphen alone.
    """

    codes: tuple[str, ...]
    form: str = "name"
    sector: str | None = None
    prefix: bool = False
    label: str = ""


@cache
def country_names() -> dict[str, str]:
    """Short English names by code."""
    names = {row["code"]: row["en"].split(";")[0] for row in rows("countries.tsv")}
    for row in toml("names.toml")["unrecognised"]:
        names[row["country"]] = row["en"][0]
    return names | {"TUR": "Türkiye"}


def country_name(code: str) -> str:
    """Short English name of a state; of a body or group what stands behind the colon.

    A code that is not known is its own name.
    """
    known = country_names().get(code)
    return known if known is not None else code.split(":", 1)[-1]


def _pieces(cell: str | None) -> list[str]:
    return [piece for piece in (cell or "").split(";") if piece]


def name_forms(name: str, lang: str) -> list[str]:
    """Forms of a name: Russian names decline, others stand as they are."""
    return inflect.russian_forms(name) if lang == "ru" else [name]


def _adjectives(cell: Sequence[str], lang: str) -> Iterator[tuple[str, bool]]:
    """Forms of adjectives, and whether each is the first part of a compound."""
    for base in cell:
        if lang == "en":
            yield from ((form, False) for form in inflect.english_people(base))
        elif lang == "es":
            yield from ((form, False) for form in inflect.spanish_people(base))
        elif base.endswith("о"):
            yield base, True
        else:
            yield from ((form, False) for form in inflect.russian_adjective(base))
            yield base + "о", True


def _country_rows(lang: str) -> Iterator[tuple[str, Name]]:
    for row in rows("countries.tsv"):
        codes = (row["code"],)
        for name in _pieces(row[lang]):
            form = "acronym" if name.replace(".", "").isupper() else "name"
            yield from ((text, Name(codes, form)) for text in name_forms(name, lang))
        people = _pieces(row["ru_adjective" if lang == "ru" else f"{lang}_people"])
        for text, prefix in _adjectives(people, lang):
            yield text, Name(codes, "demonym", prefix=prefix)
        for noun in _pieces(row["ru_people"]) if lang == "ru" else ():
            yield from ((text, Name(codes, "demonym")) for text in inflect.russian_people(noun))
        for name in _pieces(row[f"capital_{lang}"]):
            yield from ((text, Name(codes, "capital")) for text in name_forms(name, lang))


def _further(lang: str) -> Iterator[tuple[str, Name]]:
    data = toml("names.toml")
    for row in (*data["seat"], *data["epithet"]):
        value = Name((row["country"],), "seat" if "sector" in row else "epithet", row.get("sector"))
        for name in row[lang]:
            yield from ((text, value) for text in name_forms(name, lang))
    for row in (*data["unrecognised"], *data["shared"]):
        codes = tuple(row.get("countries", [row.get("country")]))
        label = row["en"][0]
        for name in row[lang]:
            yield from ((text, Name(codes, label=label)) for text in name_forms(name, lang))
        for text, prefix in _adjectives(row[f"{lang}_adjective"], lang):
            yield text, Name(codes, "demonym", prefix=prefix, label=label)
    for text, code in data["prefixes"][lang].items():
        yield text, Name((code,), "demonym", prefix=True)
    for name in data["blocks"][lang]:
        yield from ((text, Name((), "block")) for text in name_forms(name, lang))


@cache
def country_phrases(lang: str) -> Phrases[Name]:
    """Every form of every name in one language."""
    return Phrases([*_country_rows(lang), *_further(lang)])


@cache
def _keys(table: str, lang: str) -> frozenset[str]:
    return frozenset(fold(word) for word in toml("names.toml")[table][lang])


def names_at(text: str, lang: str, found: Sequence[Word]) -> list[Match[Name]]:
    """Names of states among the words, blocks too, from left to right, none overlapping."""
    matches: list[Match[Name]] = []
    phrases = country_phrases(lang)
    i = 0
    while i < len(found):
        match = phrases.at(found, i)
        if match is None or not _stands(text, lang, found, match):
            i += 1
            continue
        matches.append(match)
        i = match.last
    return matches


def _stands(text: str, lang: str, found: Sequence[Word], match: Match[Name]) -> bool:
    """Whether the words around let the name mean a state."""
    after = found[match.last] if match.last < len(found) else None
    if match.value.prefix:
        return (
            after is not None and after.text in "-–—" and after.start == found[match.last - 1].end
        )
    if match.last - match.first > 1:
        return True
    word = found[match.first]
    if word.key in _keys("not_first", lang) and opens_sentence(text, found, match.first):
        return False
    return word.key not in _keys("careful", lang) or not _of_person(text, lang, found, match)


def _of_person(text: str, lang: str, found: Sequence[Word], match: Match[Name]) -> bool:
    """Whether a capital beside the name, not itself a state's, makes it part of a person's name."""
    i = match.first
    if found[i].text.isupper():
        return False
    after = i + 1
    if after < len(found) and found[after].capital and _joined(text, found, i, after):
        return country_phrases(lang).at(found, after) is None
    before = i - 1
    if before < 0 or not found[before].capital or not _joined(text, found, before, i):
        return False
    if country_phrases(lang).at(found, before) or len(found[before].text) < 3:
        return False
    return not opens_sentence(text, found, before)


def _joined(text: str, found: Sequence[Word], left: int, right: int) -> bool:
    between = text[found[left].end : found[right].start]
    return between == " " and found[left].text.isalpha() and found[right].text.isalpha()


def _choose(codes: Sequence[str], present: frozenset[str]) -> str | None:
    """The one code of those that share a name, or the one of them that the text names."""
    if len(codes) == 1:
        return codes[0]
    named = [code for code in codes if code in present]
    return named[0] if len(named) == 1 else None


class States:
    """The states that one text names, as mentions: a shared name is the one named otherwise too."""

    def __init__(self, found: Sequence[Word], matches: Sequence[Match[Name]]) -> None:
        self._found = found
        self._present = frozenset(m.value.codes[0] for m in matches if len(m.value.codes) == 1)

    def mention(self, match: Match[Name]) -> Mention:
        """The mention of a name matched."""
        name = match.value
        code = _choose(name.codes, self._present)
        label = country_name(code) if code else name.label
        return Mention(match.span(self._found), "country", label, code, name.sector, name.form)

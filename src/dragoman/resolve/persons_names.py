"""Runs of capitalised words that may be a person's name: `Juan Pérez Soto`, `Ahmad al-Hasan`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.resolve.bodies import Named
from dragoman.resolve.data import toml
from dragoman.resolve.persons_titles import listed, roles
from dragoman.resolve.russian_names import ends_name, stems
from dragoman.resolve.words import Word, fold

#: More words than a name has: a heading, or a list.
MOST = 7
_BARE = frozenset({"van", "von", "bin", "ibn", "ben", "бин", "ибн", "бен", "фон", "ван"})
_NOT_JOINED = frozenset({"run", "era", "born", "style", "like", "made", "s", "re", "ll", "ve"})
#: Titles that are also a part of names, after another name.
_INNER = frozenset({"sheikh", "sultan", "emir", "shah", "prince", "gen", "sen", "шейх", "султан"})
_ROMAN = re.compile(r"[IVX]{1,5}$")


@dataclass(frozen=True, slots=True)
class Run:
    """Words `first` up to but not including `last`; `names` as written, between spaces.

    `starts` are the positions at which each of `names` begins.
    """

    first: int
    last: int
    names: tuple[str, ...]
    starts: tuple[int, ...]

    def tail(self, length: int) -> "Run":
        """Its last names alone."""
        cut = len(self.names) - length
        return Run(self.starts[cut], self.last, self.names[cut:], self.starts[cut:])


@cache
def _others(lang: str) -> frozenset[str]:
    return frozenset(fold(word) for word in toml("roles.toml")["others"][lang])


def is_other(word: Word, lang: str) -> bool:
    """Whether a capitalised word is known to be no part of a person's name."""
    return word.key in _others(lang)


@lru_cache(maxsize=4096)
def keys(name: str, lang: str) -> frozenset[str]:
    """What forms of one name have in common; particles and Arabic articles are left out."""
    name = name.rsplit(" ", 1)[-1]
    article, hyphen, rest = name.partition("-")
    base = rest if hyphen and rest and fold(article) in listed("particles") else name
    return stems(base) if lang == "ru" else frozenset({fold(base)})


def is_initial(name: str) -> bool:
    """Whether it is an initial: `J.`, `M`."""
    return len(name.rstrip(".")) == 1


def find_runs(text: str, found: Sequence[Word], owners: dict[int, Named], lang: str) -> list[Run]:
    """Runs from left to right, none overlapping; words that name states or bodies are in none."""
    found_runs = []
    reader = _Reader(text, found, owners, lang)
    i = 0
    while i < len(found):
        run = reader.run(i)
        if run is None:
            i += 1
            continue
        found_runs.append(run)
        i = run.last
    return found_runs


class _Reader:
    """Reads the runs of one text."""

    def __init__(
        self, text: str, found: Sequence[Word], owners: dict[int, Named], lang: str
    ) -> None:
        self._text = text
        self._found = found
        self._owners = owners
        self._lang = lang
        self._particles = listed("particles")

    def run(self, i: int) -> Run | None:
        """The run that begins at word `i`."""
        end = self._name(i)
        if end is None:
            end = self._particle(i, opening=True)
        if end is None:
            return None
        starts = [i]
        while len(starts) <= MOST:
            if end >= len(self._found) or not self._spaced(end):
                break
            after = self._name(end) or self._particle(end, opening=False) or self._inner(end)
            if after is None:
                break
            starts.append(end)
            end = after
            if self._lang == "ru" and ends_name([self._found[at].text for at in starts]):
                break
        names = tuple(
            self._text[self._found[a].start : self._found[b - 1].end]
            for a, b in zip(starts, [*starts[1:], end], strict=True)
        )
        return Run(i, end, names, tuple(starts))

    def _spaced(self, i: int) -> bool:
        return self._text[self._found[i - 1].end : self._found[i].start] in (" ", "\xa0")

    def _close(self, i: int) -> bool:
        return i < len(self._found) and self._found[i - 1].end == self._found[i].start

    def _capital(self, i: int) -> bool:
        """Whether the word alone can be a name or a part of one."""
        if i >= len(self._found) or i in self._owners:
            return False
        word = self._found[i]
        if not word.capital or not word.text.isalpha():
            return False
        role = roles(self._lang).get(word.key)
        if role is not None and not (self._lang == "ru" and word.key.endswith(("ов", "ев"))):
            return False
        return word.key not in _others(self._lang) and any(map(str.islower, word.text[1:]))

    def _initial(self, i: int) -> int | None:
        """Past the initial at `i`: `J.`, or a lone capital before a name."""
        word = self._found[i]
        if len(word.text) != 1 or not word.capital or i in self._owners:
            return None
        if self._close(i + 1) and self._found[i + 1].text == ".":
            after = i + 2
            more = after < len(self._found) and (
                self._capital(after) or (len(self._found[after].text) == 1)
            )
            return after if more else None
        alone = self._capital(i + 1) and self._spaced(i + 1) and word.key not in "aeiyвоскуия"
        return i + 1 if alone else None

    def _name(self, i: int) -> int | None:
        """Past the name at `i`, with what hyphens and apostrophes join to it."""
        after = self._initial(i)
        if after is not None:
            return after
        if not self._capital(i) and not self._elided(i):
            return None
        i += 1
        while self._close(i) and self._found[i].key in ("-", "'", "‑") and self._close(i + 1):
            joined = self._found[i + 1]
            if not joined.text.isalpha() or joined.key in _NOT_JOINED or i + 1 in self._owners:
                break
            if not joined.capital and self._found[i].key != "'" and self._is_suffix(joined):
                break
            i += 2
        return i

    def _inner(self, i: int) -> int | None:
        """Past a word that is a name only after another: `III`, Sheikh in `Hasan Sheikh Ali`."""
        word = self._found[i]
        if i in self._owners or not word.capital:
            return None
        if _ROMAN.match(word.text) or (self._lang == "ru" and word.text == "И"):
            return i + 1
        if word.key not in _INNER or (i + 1 < len(self._found) and self._found[i + 1].text == "."):
            return None
        followed = i + 1 < len(self._found) and self._name(i + 1) is not None
        return i + 1 if word.key == "sen" or followed == (word.key != "gen") else None

    def _is_suffix(self, word: Word) -> bool:
        """Whether a small word after a hyphen is no part of the name: `-backed`, `-style`."""
        return self._lang == "en" and (len(word.text) > 5 or word.key.endswith("ed"))

    def _elided(self, i: int) -> bool:
        """Whether one capital and an apostrophe begin a name: `O'Higgins`, `N'Doye`."""
        word = self._found[i]
        return (
            len(word.text) == 1
            and word.capital
            and self._close(i + 1)
            and self._found[i + 1].key == "'"
            and self._close(i + 2)
            and self._found[i + 2].text[:1].isupper()
        )

    def _particle(self, i: int, opening: bool) -> int | None:
        """Past particles and the name after them: `bin Salman`, `al-Hasan`, `de la Cruz`."""
        at, count = i, 0
        while at < len(self._found) and count < 3 and at not in self._owners:
            if self._found[at].key not in self._particles:
                return None
            bare = self._found[at].key in _BARE
            at += 1
            count += 1
            if at >= len(self._found):
                return None
            if self._close(at) and self._found[at].text == "-" and self._close(at + 1):
                return self._name(at + 1) if at + 1 < len(self._found) else None
            if not self._spaced(at) or (opening and not bare):
                return None
            after = self._name(at)
            if after is not None:
                return after
        return None

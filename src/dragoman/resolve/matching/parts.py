"""A name parted into its words, each folded, with what is known of it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from dragoman.resolve.data import toml
from dragoman.resolve.matching.sounds import letters_of

#: Letters of a name that are read; no name is longer.
LONGEST = 200
#: Words of a name that are compared.
MOST = 12
_REMEMBERED = 1 << 14

#: Words; where a name in one word begins again; marks within a word that are not heard.
_WORDS = re.compile(r"[^\W_]+", re.UNICODE)
_HUMP = re.compile(r"(?<=[a-zа-яё]{2})(?=[A-ZА-ЯЁ][a-zа-яё]{2})")
_MARKS = re.compile(r"(?<=\w)['’ʼ`´ʻ‘](?=\w)")
_FAMILY_FIRST = re.compile(r"^([^,]+),\s*([^,]+)$")
#: Digits that stand for letters in a word of letters.
_DIGITS = str.maketrans("0135", "oies")
READ = frozenset({"LATIN", "CYRILLIC"})
#: Scripts that leave vowels out.
_ABJADS = ("ARABIC", "HEBREW", "SYRIAC")


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name, titles left out.

    `mixed` holds words written in two scripts at once, which no honest writer does; `bare` tells
    that its script leaves vowels out.
    """

    words: tuple[str, ...]
    mixed: tuple[str, ...]
    bare: bool

    @property
    def has_father(self) -> bool:
        """Whether it tells whose son or daughter: its words then stand in a fixed order."""
        return any(word in listed("sons") for word in self.words)

    def without_particles(self) -> tuple[str, ...]:
        """The words, particles left out unless there is nothing else."""
        kept = tuple(word for word in self.words if word not in listed("particles"))
        return kept or self.words


@cache
def listed(section: str) -> frozenset[str]:
    """A list of words of `words.toml`."""
    return frozenset(letters_of(word) for word in toml("matching/words.toml")[section].split())


@lru_cache(_REMEMBERED)
def parts_of(name: str) -> Name:
    """The words of a person's name as written; of a name of titles alone these are kept."""
    text = shown(name)
    order = _FAMILY_FIRST.match(text)
    if order:
        text = f"{order[2]} {order[1]}"
    found = words_in(text)[:MOST]
    mixed = tuple(word for word in found if len(scripts_of(word)) > 1)
    words = tuple(folded for word in found if (folded := _folded(word)))
    kept = tuple(word for word in words if word not in listed("titles"))
    bare = any(script in _ABJADS for word in found for script in scripts_of(word))
    return Name(kept or words, mixed, bare)


def shown(name: str) -> str:
    """What is seen of a name: compatibility forms made plain, marks without width left out."""
    plain = unicodedata.normalize("NFKC", name[:LONGEST])
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")


def words_in(text: str) -> list[str]:
    """The words of a name as they are seen, those run together parted."""
    return _WORDS.findall(_HUMP.sub(" ", _MARKS.sub("", text)))


def scripts_of(word: str) -> frozenset[str]:
    """Scripts of the letters of a word."""
    return frozenset(
        unicodedata.name(letter, "?").split()[0] for letter in word if letter.isalpha()
    ) - {"MODIFIER", "COMBINING", "MASCULINE", "FEMININE"}


def _folded(word: str) -> str:
    if any(letter.isdigit() for letter in word) and any(letter.isalpha() for letter in word):
        word = word.translate(_DIGITS)
    if not scripts_of(word) <= READ:
        word = "".join(_WORDS.findall(anyascii(word))) or word
    return letters_of(word)

"""Russian names of persons: forms of one name matched, and led back to the nominative.

Rules of thumb by endings, in the order in which the press declines names: the title before a name
tells the case, else the first name does, and the surname follows it. A name that the rules cannot
read stays as written.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from dragoman.resolve.data import toml

_VOWELS = "аеиоуыэюя"
_HUSH = "жшчщц"
_ENDINGS = (
    "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ой", "ей", "ою", "ею", "ий", "ый", "ая",
    "яя", "ую", "юю", "а", "я", "у", "ю", "е", "о", "ы", "и", "й", "ь",
)  # fmt: skip


@lru_cache(maxsize=4096)
def stems(word: str) -> frozenset[str]:
    """Stems that a form of a name may have; two forms of one name share one."""
    low = word.lower().replace("ё", "е")
    found = {low} if low[-1:] not in _VOWELS + "йь" or len(low) < 4 else set()
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            found.add(low[: -len(ending)])
    return frozenset(found or {low})


def is_nominative(names: Sequence[str]) -> bool:
    """Whether a man's name of two or more words can only be in the nominative."""
    return len(names) > 1 and _closed(names[0]) and not _adjectival(names[-1])


def _closed(word: str) -> bool:
    low = word.lower()
    if low.endswith(("ом", "ем", "ым", "им", "ой")) and len(low) > 4:
        return False
    return low[-1] not in _VOWELS or low.endswith(("о", "ий", "ей"))


def _adjectival(word: str) -> bool:
    """Whether a surname shows an oblique ending that no nominative has."""
    low = word.lower()
    return low.endswith(
        ("ского", "скому", "ским", "ском", "цкого", "цкому", "цким", "овым", "евым", "ёвым", "иным")
    )


def ends_name(names: Sequence[str]) -> bool:
    """Whether the last of some names is a surname in a form that no further name follows."""
    return len(names) > 1 and _adjectival(names[-1])


def nominative(names: Sequence[str], case: str | None, woman: bool) -> tuple[str, ...]:
    """A name in the nominative.

    `case` is that of a title beside it (`nom`, `gen`, `dat`, `acc`, `ins`, `prep`), None where
    unknown: then a name that may be in the nominative is taken to be. `woman` tells that a word
    beside it is of feminine gender.
    """
    if not names or case == "nom" or any("." in name and len(name) > 2 for name in names):
        return tuple(names)
    if _is_woman(names, case, woman):
        return tuple(_woman(name, i == len(names) - 1) for i, name in enumerate(names))
    told = case or _guess(names)
    if told == "nom":
        return tuple(names)
    told = "gen" if told == "acc" else told
    sure = [_plain(name, told) for name in names]
    # An ending that names without declension have too counts where another of the names declines.
    declined = told == "ins" or len(names) == 1 or tuple(sure) != tuple(names)
    return tuple(
        _open(before, told) if declined and before == after else after
        for before, after in zip(names, sure, strict=True)
    )


def _is_woman(names: Sequence[str], case: str | None, woman: bool) -> bool:
    first, last = names[0].lower(), names[-1].lower()
    if last.endswith(("овой", "евой", "иной", "ской", "цкой")) and len(last) > 5:
        return len(names) == 1 or not _closed(first) or woman
    accusative = case in (None, "gen", "acc") and last.endswith(("ову", "еву", "ину", "скую"))
    return accusative and len(names) > 1 and first.endswith(("у", "ю"))


def _guess(names: Sequence[str]) -> str:
    """The case of a man's name that nothing beside it tells."""
    first, last = names[0].lower(), names[-1].lower()
    if len(names) > 1 and _closed(first):
        return "nom" if not _adjectival(last) else _by_ending(last)
    if last.endswith(("ова", "ева", "ина", "ская", "цкая")) and first.endswith(("а", "я")):
        return "nom" if first in _women() or first.endswith(("ия", "ья", "ея")) else "gen"
    case = _by_ending(last if len(names) == 1 or _adjectival(last) else first)
    if case in ("gen", "prep") and len(names) == 1:
        return "nom"
    if len(names) > 1 and not last.endswith(_SURNAME.get(case, ("",))):
        return "nom"
    return case


@cache
def _women() -> frozenset[str]:
    return frozenset(toml("roles.toml")["russian_women"]["names"])


#: What a surname ends in beside a first name in the case.
_SURNAME = {"gen": ("а", "я", "ого", "его", "ы", "ги"), "dat": ("у", "ю", "ому", "ему", "е")}


def _by_ending(low: str) -> str:
    for case, endings in (
        ("gen", ("ого", "его")),
        ("dat", ("ому", "ему")),
        ("ins", ("ым", "им", "ом", "ем")),
        ("gen", ("а", "я")),
        ("dat", ("у", "ю")),
        ("prep", ("е",)),
    ):
        if low.endswith(endings) and len(low) > 3:
            return case
    return "nom"


_ADJECTIVE = {"gen": ("ого",), "dat": ("ому",), "ins": ("им", "ым"), "prep": ("ом",)}
_NOUN = {
    "gen": ("а", "я"), "dat": ("у", "ю"), "ins": ("ом", "ем", "ым"), "prep": ("е",)
}  # fmt: skip
#: Endings that nouns in -а take in the same case: `Никиты`, `Никите`, `Никитой`, `Никиту`.
_OPEN = {"gen": ("ы", "у", "ги", "джи"), "dat": ("е",), "ins": ("ой", "ей"), "prep": ()}


def _plain(name: str, case: str) -> str:
    """A man's name whose nominative ends in a consonant, -й or -ь; else as written."""
    low = name.lower()
    for ending in _ADJECTIVE[case]:
        stem = low[: -len(ending)]
        if low.endswith(ending) and stem.endswith(("ск", "цк")):
            return name[: -len(ending)] + "ий"
        if ending != "им" and low.endswith(ending) and stem.endswith(("ат", "н")) and len(stem) > 3:
            return name[: -len(ending)] + ("" if stem.endswith("ин") else "ый")
    for ending in _NOUN[case]:
        if low.endswith(ending) and len(low) - len(ending) >= 2:
            stem = name[: -len(ending)]
            vowel = stem[-1].lower() in _VOWELS
            if ending in ("я", "ю", "ем") or (ending == "е" and vowel):
                return stem + _soft(stem, ending)
            return name if vowel and ending in ("а", "у") else stem
    return name


def _open(name: str, case: str) -> str:
    """A man's name whose nominative ends in -а; else as written."""
    low = name.lower()
    for ending in _OPEN[case]:
        consonant = low[-len(ending) - 1 : -len(ending)] not in _VOWELS
        if low.endswith(ending) and len(low) > 3 and consonant:
            return name[:-1] + "а" if ending in ("ги", "джи") else name[: -len(ending)] + "а"
    return name


def _soft(stem: str, ending: str) -> str:
    """What a soft name ends in: й after a vowel, ь after a consonant, nothing after a hush."""
    last = stem[-1].lower()
    if last in _VOWELS:
        return "й"
    return "" if ending == "ем" and last in _HUSH else "ь"


def _woman(name: str, surname: bool) -> str:
    low = name.lower()
    if surname:
        for ending, base in (("ской", "ская"), ("цкой", "цкая"), ("скую", "ская")):
            if low.endswith(ending):
                return name[: -len(ending)] + base
        return name[:-2] + "а" if low.endswith("ой") else name[:-1] + "а"
    if low.endswith(("ией", "ьей", "ию", "ью", "ии")):
        return name[: -(2 if low.endswith("ей") else 1)] + "я"
    if low.endswith(("ой", "ей")):
        return name[:-2] + "а"
    return name[:-1] + "а" if low[-1] in "ыеу" or low.endswith("ги") else name

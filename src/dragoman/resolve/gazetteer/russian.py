"""Russian forms of the names of places, word by word, matched when they are looked up."""

from functools import lru_cache

from dragoman.resolve.inflect import russian_adjective, russian_forms

_ADJECTIVE = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
#: Endings of hard and soft adjectives beside those of -ский.
_FURTHER = ("ый", "ым", "ых", "ыми", "его", "ему", "ем", "ей", "яя", "юю")
_OPEN = "аеиоуыэюяйь"
#: Longest ending that a form adds to a stem: `-ами`, `-ого`.
_ENDING = 3


def stem(word: str) -> str:
    """What all forms of a folded base form begin with."""
    if word.endswith(_ADJECTIVE) and len(word) > 4:
        return word[:-2]
    if word.endswith("ец") and len(word) > 3:
        return word[:-2]
    return word[:-1] if word[-1] in _OPEN and len(word) > 2 else word


def stems(word: str) -> list[str]:
    """Stems that a folded form may have."""
    return [word[: len(word) - cut] for cut in range(_ENDING + 1) if len(word) - cut >= 2]


@lru_cache(maxsize=4096)
def forms(word: str) -> frozenset[str]:
    """Forms of a folded base form, its gender and number being unknown; some that do not exist."""
    found = set(russian_forms(word))
    if word.endswith("ь"):
        found.update(russian_forms(f"{word}:f"))
    elif word.endswith(("о", "е")):
        found.update(russian_forms(f"{word}:n"))
    elif word.endswith("ец"):
        found.update(russian_forms(f"{word}:{word[:-2]}{_fleeting(word)}"))
    elif word.endswith(("ы", "и")):
        found.update(russian_forms(f"{word}:p"))
    if word.endswith(_ADJECTIVE) and len(word) > 4:
        found.update(russian_adjective(word[:-2]))
        found.update(word[:-2] + ending for ending in _FURTHER)
    return frozenset(found)


def _fleeting(word: str) -> str:
    """What is left of -ец in the oblique cases: `Елец`, `Ельца`."""
    return "ьц" if word[-3] == "л" else "йц" if word[-3] in _OPEN else "ц"


def is_form(text: str, base: str) -> bool:
    """Whether a folded word can be a form of a folded base form."""
    return text == base or (text[:2] == base[:2] and len(base) > 2 and text in forms(base))

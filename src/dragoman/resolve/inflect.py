"""Forms of Russian and Spanish names by the ending of the base form.

Russian names carry a mark where the ending does not tell: `:f` feminine in a soft sign, `:n` a
neuter that declines, `:0` no declension, `:p` a plural without -ов in the genitive, `:STEM`
another stem in the oblique cases (`Египет:Египт`). A word with `=` before it stays as it is
(`Штаты =Америки`); `~` before a name gives an adjective by its stem. Forms are those that the press
uses; a form too many does no harm, since it is only ever looked up.
"""

from collections.abc import Sequence

_VOWELS = "аеиоуыэюя"
_HUSH = "жшчщц"
_VELAR = "гкх"
_ADJECTIVES = {
    "ая": ("ая", "ой", "ой", "ую", "ой", "ой"),
    "яя": ("яя", "ей", "ей", "юю", "ей", "ей"),
    "ый": ("ый", "ого", "ому", "ый ого", "ым", "ом"),
    "ой": ("ой", "ого", "ому", "ой ого", "ым им", "ом"),
    "ий": ("ий", "ого его", "ому ему", "ий ого его", "им", "ом ем"),
    "ое": ("ое", "ого", "ому", "ое", "ым им", "ом"),
    "ее": ("ее", "его", "ему", "ее", "им", "ем"),
    "ые": ("ые", "ых", "ым", "ые ых", "ыми", "ых"),
    "ие": ("ие", "их", "им", "ие их", "ими", "их"),
    "вы": ("вы", "вых", "вым", "вы", "выми", "вых"),
}
#: Endings of an adjective in -ский and the like, all genders, numbers and cases.
_ADJECTIVE_ENDINGS = (
    "ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ою", "ое", "ие", "их", "ими"
)  # fmt: skip
_PLURAL_HARD = ("ам", "ами", "ах")

Cases = tuple[tuple[str, ...], ...]


def _cases(stem: str, *endings: str) -> Cases:
    """Six cases; alternatives of one case stand in one string, `-` for no ending."""
    return tuple(
        tuple(stem + ("" if ending == "-" else ending) for ending in case.split())
        for case in endings
    )


def russian_cases(word: str, mark: str = "") -> Cases:
    """Nominative to prepositional of a noun, each with its alternatives."""
    low = word.lower()
    if mark == "0":
        return ((word,),) * 6
    if low in ("острова", "берега"):
        return _cases(word[:-1], "а", "ов", "ам", "а", "ами", "ах")
    if mark == "p" or low.endswith("ы"):
        return _plural(word, low, mark)
    if low == "территории":
        return _plural(word, low, mark)
    if mark == "n" and low.endswith("е"):
        return _cases(word[:-1], "е", "я", "ю", "е", "ем", "и" if low[-2] in "иь" else "е")
    if mark == "n" or low.endswith("ство"):
        return _cases(word[:-1], "о", "а", "у", "о", "ом", "е")
    if mark not in ("", "f", "m"):
        return ((word,), *_cases(mark, "а", "у", "- а", "ом ем", "е"))
    return _by_ending(word, low, mark)


def _plural(word: str, low: str, mark: str) -> Cases:
    stem, last = word[:-1], word[-1]
    if low.endswith("ии"):
        return _cases(stem, last, "й", "ям", last, "ями", "ях")
    if low.endswith("и") and low[-2] not in _VELAR + _HUSH:
        return _cases(stem, last, "ей", "ям", last, "ями", "ях")
    many = "-" if mark == "p" else "ев" if low[-2] in _HUSH else "ов"
    return _cases(stem, last, many, "ам", last, "ами", "ах")


def _by_ending(word: str, low: str, mark: str) -> Cases:
    stem = word[:-1]
    if low.endswith("ия"):
        return _cases(stem, "я", "и", "и", "ю", "ей", "и")
    if low.endswith("я"):
        return _cases(stem, "я", "и", "е", "ю", "ей", "е")
    if low.endswith("а"):
        soft = low[-2:-1] in _VELAR + _HUSH
        return _cases(stem, "а", "и" if soft else "ы", "е", "у", "ой ей ою", "е")
    if low.endswith("ь"):
        if mark == "f":
            return _cases(stem, "ь", "и", "и", "ь", "ью", "и")
        return _cases(stem, "ь", "я", "ю", "ь я", "ем", "е")
    if low.endswith("й"):
        return _cases(stem, "й", "я", "ю", "й я", "ем", "е")
    if low[-1:].isalpha() and low[-1] not in _VOWELS and "а" <= low[-1] <= "я":
        return _cases(word, "-", "а", "у", "- а", "ом ем" if low[-1] in _HUSH else "ом", "е")
    return ((word,),) * 6


def russian_forms(name: str) -> list[str]:
    """All forms of a name of one or more words, marks as the module says; the base form first."""
    if name.startswith("~"):
        return russian_adjective(name[1:])
    parts = name.split()
    last = max((i for i, part in enumerate(parts) if not part.startswith("=")), default=-1)
    columns: list[Cases] = []
    for i, part in enumerate(parts):
        word, _, mark = part.partition(":")
        ending = word[-2:].lower()
        if word.startswith("="):
            columns.append(((word[1:],),) * 6)
        elif i < last and not mark and ending in _ADJECTIVES:
            columns.append(_cases(word[:-2], *_ADJECTIVES[ending]))
        elif len(word) == 1 or word.isupper():
            columns.append(((word,),) * 6)
        else:
            columns.append(russian_cases(word, mark))
    found: dict[str, None] = {}
    for case in range(6):
        for form in _joined([column[case] for column in columns]):
            found[form] = None
    return list(found)


def _joined(choices: Sequence[Sequence[str]]) -> list[str]:
    forms = [""]
    for words in choices:
        forms = [f"{form} {word}".strip() for form in forms for word in words]
    return forms


def russian_adjective(stem: str) -> list[str]:
    """Forms of an adjective in -ий after its stem (`российск`)."""
    return [stem + ending for ending in _ADJECTIVE_ENDINGS]


def russian_people(name: str) -> list[str]:
    """Singular and plural of a noun of people (`кубинец`, `россиянин`, `чешка:чешк`)."""
    base, _, mark = name.partition(":")
    if mark:
        return _feminine(mark) if base.endswith("ка") else [base, *_masculine(mark)]
    if base.endswith("ец"):
        # A vowel before -ец leaves й behind: индиец, индийца.
        stem = base[:-2] + ("йц" if base[-3] in _VOWELS else "ц")
        woman = _feminine(base[:-2] + "к") if base.endswith("нец") else []
        return [base, *_masculine(stem), *woman]
    if base.endswith(("анин", "янин")):
        stem = base[:-2]
        plural = [stem + ending for ending in ("е", "", "ам", "ами", "ах")]
        return [base, *_masculine(base)[:4], *plural, *_feminine(stem + "к")]
    if base.endswith("рин"):
        plural = [base[:-2] + ending for ending in ("ы", "", "ам", "ами", "ах")]
        return [base, *_masculine(base), *plural]
    return [base, *_masculine(base)]


def _masculine(stem: str) -> list[str]:
    endings = ("а", "у", "ом", "е", "ем") if stem[-1] in _HUSH else ("а", "у", "ом", "е")
    plural = "и" if stem[-1] in _VELAR + "ш" else "ы"
    many = ("ев", "ей") if stem[-1] in _HUSH else ("ов",)
    return [stem + ending for ending in (*endings, plural, *many, *_PLURAL_HARD)]


def _feminine(stem: str) -> list[str]:
    many = stem[:-1] + "ок"
    return [*(stem + ending for ending in ("а", "и", "е", "у", "ой", *_PLURAL_HARD)), many]


_SPANISH_STRESSED = {"és": "es", "án": "an", "ín": "in", "ón": "on", "ús": "us", "ís": "is"}


def spanish_people(base: str) -> list[str]:
    """Gender and number of a Spanish adjective or noun of people, from its masculine singular."""
    if base.endswith("o"):
        stem = base[:-1]
        return [base, stem + "a", stem + "os", stem + "as"]
    if base[-2:] in _SPANISH_STRESSED:
        stem = base[:-2] + _SPANISH_STRESSED[base[-2:]]
        return [base, stem + "a", stem + "es", stem + "as"]
    if base.endswith("í"):
        return [base, base + "es", base + "s"]
    if base.endswith(("a", "e", "é", "ú")):
        return [base, base + "s"]
    return [base, base + "a", base + "es", base + "as"]


def english_people(base: str) -> list[str]:
    """Singular and plural of an English demonym; `=` after it means that it has no plural in -s."""
    return [base[:-1]] if base.endswith("=") else [base, base + "s"]

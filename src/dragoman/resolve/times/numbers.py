"""Which classes of the grammar a number in digits belongs to, and with what value."""

from collections.abc import Callable

from dragoman.resolve.times.tokens import Token

_YEAR_ENDINGS = frozenset(("", "го", "м", "й", "му", "ом"))
_DAY_ENDINGS = frozenset(("", "st", "nd", "rd", "th", "º", "го", "е", "му", "ого"))
_DECADE_ENDINGS = frozenset(("s", "е", "х", "ые", "ых"))


def _day(token: Token) -> int | None:
    fits = token.digits <= 2 and 1 <= token.number <= 31 and token.ending in _DAY_ENDINGS
    return token.number if fits else None


def _month(token: Token) -> int | None:
    return token.number if token.digits <= 2 and 1 <= token.number <= 12 else None


def _year(token: Token) -> int | None:
    fits = token.digits == 4 and 1900 <= token.number <= 2099 and token.ending in _YEAR_ENDINGS
    return token.number if fits else None


def _old_year(token: Token) -> int | None:
    fits = token.digits == 4 and 1500 <= token.number <= 1899 and token.ending in _YEAR_ENDINGS
    return token.number if fits else None


def _short_year(token: Token) -> int | None:
    return token.number if token.digits == 2 and not token.ending else None


def _count(token: Token) -> int | None:
    return token.number if 0 < token.number <= 500 and not token.ending else None


def _ordinal(token: Token) -> int | None:
    return token.number if token.ending and token.number <= 4 else None


def _ancient_year(token: Token) -> int | None:
    """A year that reads as a plain number unless the words around it say otherwise."""
    return token.number if token.digits == 4 and 1000 <= token.number <= 1499 else None


def _nth(token: Token) -> int | None:
    """`14th`, `80-ю`, `20ª`: a number in digits with the ending of an ordinal."""
    return token.number if token.ending and 0 < token.number <= 500 else None


def _two_digit_month(token: Token) -> int | None:
    return _month(token) if token.digits == 2 else None


def _century(token: Token) -> str | None:
    return f"{token.number - 1:02}XX" if token.digits == 2 and 10 <= token.number <= 21 else None


def _decade(token: Token) -> str | None:
    """`1990s`, `90s`, of the twentieth century unless the century is written."""
    if token.number % 10 or token.ending not in _DECADE_ENDINGS:
        return None
    if token.digits == 4 and 1800 <= token.number <= 2090:
        return f"{token.number // 10}X"
    return f"19{token.number // 10}X" if 30 <= token.number <= 90 else None


#: Classes that a number can belong to; each function gives its value there, or None.
NUMBER_CLASSES: dict[str, Callable[[Token], int | str | None]] = {
    "day": _day,
    "monthnumber": _month,
    "year": _year,
    "oldyear": _old_year,
    "ancient": _ancient_year,
    "nth": _nth,
    "twomonth": _two_digit_month,
    "century": _century,
    "shortyear": _short_year,
    "n": _count,
    "ordinal": _ordinal,
    "decade": _decade,
}

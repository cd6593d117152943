"""Values of the ledger as a person reads them. Pure functions from values to short English."""

import re
from datetime import date

from dragoman.model import EdtfError, Figure, period
from dragoman.resolve.countries import country_name

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LANGUAGES = {"en": "English", "es": "Spanish", "ru": "Russian", "und": "unknown language"}

#: Characters that could hide or reorder what stands around them, or that HTML cannot carry:
#: controls, half surrogates, bidirectional overrides and isolates, noncharacters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def human_time(edtf: str | None) -> str:
    """An EDTF time in words: `7 Oct 2025`, `about Oct 2025`, `since Apr 2024`, `unknown`.

    What is not EDTF is given as it is written.
    """
    if not edtf:
        return "unknown"
    try:
        period(edtf)
    except EdtfError:
        return edtf
    start, slash, end = edtf.partition("/")
    if not slash:
        return _qualified(start)
    if end in ("", ".."):
        return f"since {_qualified(start)}"
    if start in ("", ".."):
        return f"until {_qualified(end)}"
    return _between(start, end)


def machine_time(edtf: str | None) -> str | None:
    """What the `datetime` attribute of HTML can hold of an EDTF time: one day, month or year."""
    return edtf if edtf and re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", edtf) else None


def _qualified(text: str) -> str:
    words = _plain(text.rstrip("~?%"))
    if text.endswith("~"):
        return f"about {words}"
    if text.endswith("?"):
        return f"perhaps {words}"
    return f"perhaps about {words}" if text.endswith("%") else words


def _plain(text: str) -> str:
    year, *rest = text.split("-")
    if year.endswith("XX"):
        return f"{year[:2]}00 to {year[:2]}99"
    if year.endswith("X"):
        return f"{year[:3]}0s"
    words = [str(int(rest[1]))] if len(rest) > 1 else []
    words += [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*words, year])


def _between(start: str, end: str) -> str:
    """Both ends, with the month and year that they share told once."""
    if start == end:
        return _qualified(start)
    if re.search(r"[~?%X]", start + end):
        return f"{_qualified(start)} to {_qualified(end)}"
    first, last = start.split("-"), end.split("-")
    dash = " – " if len(first) == 3 or len(last) == 3 else "–"
    if len(first) != len(last) or len(first) == 1 or first[0] != last[0]:
        return f"{_plain(start)}{dash}{_plain(end)}"
    if len(first) == 3 and first[1] == last[1]:
        return f"{int(first[2])}–{_plain(end)}"
    return f"{_plain(start).removesuffix(f' {first[0]}')}{dash}{_plain(end)}"


def compare_times(told: str | None, settled: str | None) -> str:
    """How one report's time stands to the entry's: ``""`` (alike, or not told), `differs`,
    `less exact`, `more exact`.
    """
    if not told or not settled or told == settled:
        return ""
    try:
        one, other = period(told), period(settled)
    except EdtfError:
        return "differs"
    ends = (one.first or date.min, one.last or date.max)
    others = (other.first or date.min, other.last or date.max)
    if ends == others:
        return ""
    if ends[0] <= others[0] and others[1] <= ends[1]:
        return "less exact"
    return "more exact" if others[0] <= ends[0] and ends[1] <= others[1] else "differs"


def country_label(code: str | None) -> str:
    """The English name of a country; the acronym or name of a body or group; a code as it is."""
    if not code:
        return ""
    scheme, colon, rest = code.partition(":")
    return rest if colon and scheme in ("IGO", "NSA") else country_name(code) or code


def language_label(lang: str) -> str:
    """The English name of a language the project reads; the code of any other."""
    return _LANGUAGES.get(lang, lang)


def spaced(name: str) -> str:
    """A name of the codebook as words: `port-call` is `port call`."""
    return name.replace("-", " ")


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 report`, `1,204 reports`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def rated(name: str, letter: str) -> str:
    """A source with the letter of its reliability, where it was rated: `Wire (reliability B)`."""
    return f"{name} (reliability {letter})" if letter else name


def amount(figure: Figure) -> str:
    """A figure's number or bounds: `17`, `at least 17`, `up to 300`, `10 to 12`."""
    if figure.value is not None:
        return f"{figure.value:,.15g}"
    if figure.low is not None and figure.high is not None:
        return f"{figure.low:,.15g} to {figure.high:,.15g}"
    if figure.low is not None:
        return f"at least {figure.low:,.15g}"
    return f"up to {figure.high:,.15g}" if figure.high is not None else "no number"


def shortened(text: str, length: int = 180) -> str:
    """The text on one line, cut at a word where it is longer than `length` code points."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[:length]
    return cut[: cut.rfind(" ") if cut.rfind(" ") > length // 2 else length].rstrip(" ,;:") + "…"


def shown(text: str) -> str:
    """The text with each character that must not reach a page as U+FFFD; of the same length."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def web_address(ref: str) -> str | None:
    """The reference where it can be followed on the web, else None: no `javascript:` links."""
    return ref if re.match(r"https?://[^\s/]", ref, re.IGNORECASE) else None

"""When two times of a deed count as the same.

Times come from outside here, so they are read more leniently than the ledger's own: what is no date
agrees with nothing, and raises nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9998, 12, 31)

#: Periods up to this many days agree where they meet; longer ones must be of like length.
SHORT = 10
#: How many times longer one of two long periods may be.
LIKE_LENGTH = 3
#: An approximate date reaches at least this far on both sides.
LEAST_REACH = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1


def same_time(gold: object, coded: object) -> bool:
    """Whether two EDTF times agree: they meet, and are of like length or short.

    Two unknown times agree, an unknown and a known one do not. Of what lasts (`/..`) the beginnings
    must agree.
    """
    if gold is None or coded is None:
        return gold is None and coded is None
    try:
        return _agree(str(gold), str(coded))
    except ValueError:
        return False


def _agree(gold: str, coded: str) -> bool:
    wanted, made = _days(gold), _days(coded)
    reach = max(_reach(gold), _reach(coded))
    if wanted.first - made.last > reach or made.first - wanted.last > reach:
        return False
    if "/.." in gold or "/.." in coded:
        return same_time(gold.partition("/")[0], coded.partition("/")[0])
    if wanted.count <= SHORT and made.count <= SHORT:
        return True
    if wanted.count == 0:
        return False
    # Not the inverse of LIKE_LENGTH: three days in ten are still of like length.
    return 0.3 <= made.count / wanted.count <= LIKE_LENGTH


def _days(edtf: str) -> Days:
    start, slash, end = edtf.partition("/")
    first = _first_day(start)
    last = _last_day(end if slash else start)
    return Days(first or FIRST_DAY, last or LAST_DAY)


def _reach(edtf: str) -> timedelta:
    """How far an approximate time reaches beyond its days: its own length, ten days at least."""
    if "~" not in edtf and "%" not in edtf:
        return timedelta(0)
    days = _days(edtf.partition("/")[0])
    return max(LEAST_REACH, days.last - days.first)


def _first_day(written: str) -> date | None:
    parts = _parts(written, "0")
    if not parts:
        return None
    if len(parts) == 3:
        return date(*parts)
    return date(parts[0], parts[1], 1) if len(parts) == 2 else date(parts[0], 1, 1)


def _last_day(written: str) -> date | None:
    parts = _parts(written, "9")
    if not parts:
        return None
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        year, month = parts[0] + parts[1] // 12, parts[1] % 12 + 1
        return date(year, month, 1) - timedelta(days=1)
    return date(parts[0], 12, 31)


def _parts(written: str, unknown_digit: str) -> list[int]:
    """Year, month and day as far as written; none where the end is open."""
    bare = written.strip("~?%")
    if bare in ("", ".."):
        return []
    return [int(part) for part in bare.replace("X", unknown_digit).split("-")]

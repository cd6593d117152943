"""The day of publication, as a feed or a page gives it. Never one that nobody wrote."""

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?(?!\d)")
#: No web page is older, and no scanned one gives its day in markup.
_EARLIEST = date(1990, 1, 1)


def latest_day(fetched_at: str) -> date | None:
    """The last day that a document fetched then can be of, a day later for the zones of the world.

    None where the time of fetching cannot be read.
    """
    try:
        return datetime.fromisoformat(fetched_at).date() + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def read_day(written: object, latest: date | None) -> str | None:
    """An ISO date from a date of ISO 8601 or RFC 5322, in the zone it is written in, or None.

    A day after `latest`, when the document was fetched, is a mistake and gives None.
    """
    if not isinstance(written, str):
        return None
    found = _ISO.match(written.strip()) or _COMPACT.match(written.strip())
    try:
        day = date(*map(int, found.groups())) if found else parsedate_to_datetime(written).date()
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return None if day < _EARLIEST or (latest and day > latest) else day.isoformat()

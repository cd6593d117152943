"""What a PostgreSQL server or its driver says, as one line with a way out."""

from sqlalchemy.exc import DBAPIError

from dragoman.errors import StoreError

#: By SQLSTATE, or the beginning of one: what is wrong with `{place}`, and the way out. Source:
#: PostgreSQL, Appendix A, Error Codes.
_BY_STATE = {
    "55P03": ("{place} is being written by another", "wait for it to end, and try again"),
    "25006": ("{place} cannot be written", "name a server that takes changes, not a copy of one"),
    "42501": ("{place} gives no right to do this: {words}", "ask its owner for the right"),
    "53100": ("no room is left to write {place}", "free some room on the server's disk"),
    "53300": ("{place} takes no more connections", "try again in a while"),
    "57P": ("the server of {place} went away", "try again once it is back"),
    "08": ("the server of {place} went away", "try again once it is back"),
}

#: The driver names no state where it gets no connection: by what it says, in this order.
_BY_WORDS = (
    ("nul (0x00)", "a text with the character NUL cannot be kept in {place}", "take it out"),
    ("nul character", "a text with the character NUL cannot be kept in {place}", "take it out"),
    ("no password supplied", "{place} wants a password", "set PGPASSWORD, or write ~/.pgpass"),
    ("password authentication failed", "{place} does not take this password", "give another"),
    ("pg_hba.conf", "{place} does not let this user in: {words}", "ask who keeps the server"),
    ('role "', "{place} knows no such user: {words}", "name another user in the address"),
    ('database "', "there is no such database as {place}", "make it with createdb"),
    ("too many clients", "{place} takes no more connections", "try again in a while"),
    ("connection slots", "{place} takes no more connections", "try again in a while"),
    ("is starting up", "the server of {place} is starting", "try again in a while"),
)


def store_error(place: str, error: DBAPIError) -> StoreError:
    """What is wrong with the ledger at `place`, which may be shown."""
    said = error.orig
    state = getattr(said, "sqlstate", None) or ""
    lines = [line.strip() for line in str(said).splitlines() if line.strip()]
    # The driver tells each host that it tried on a line of its own.
    words = " ".join(lines[:1] if state else lines)[:300] or "no reason was given"
    for known, (what, way_out) in _BY_STATE.items():
        if state.startswith(known):
            return StoreError(what.format(place=place, words=words), way_out)
    if not state:
        for sign, what, way_out in _BY_WORDS:
            if sign in words.lower():
                return StoreError(what.format(place=place, words=words), way_out)
        if error.connection_invalidated:
            return StoreError(f"the server of {place} went away", "try again once it is back")
        if "connect" in words or "resolve host" in words:
            return StoreError(
                f"{place} cannot be reached: {words}", "start the server, or check host and port"
            )
    return StoreError(f"{place}: {words}", "check the server and the rights of its user")

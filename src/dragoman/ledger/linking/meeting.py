"""Whether two events could be one at all: sides and times that meet, one telling a report."""

from dragoman.ledger.linking.sketch import Sketch

#: Days between two reports within which an event without a time may be one with another.
NEWS_CYCLE = 30


def may_join(one: Sketch, other: Sketch) -> bool:
    """Whether nothing speaks against the two being one."""
    if one.kind != other.kind or not _sides_meet(one, other):
        return False
    if one.report_id == other.report_id:
        return _told_alike(one, other)
    if one.first is not None and other.first is not None:
        reach = max(one.reach, other.reach)
        return one.first - other.last <= reach and other.first - one.last <= reach
    if one.published is not None and other.published is not None:
        return abs(one.published - other.published) <= NEWS_CYCLE
    return True


def _sides_meet(one: Sketch, other: Sketch) -> bool:
    """Whether each side has a party in common; a recipient may be left out.

    Of a symmetric kind two must be common, or all that one of the two names.
    """
    if one.symmetric:
        common = len(one.initiator & other.initiator)
        return common >= max(1, min(2, len(one.initiator), len(other.initiator)))
    if one.initiator.isdisjoint(other.initiator):
        return False
    if not one.recipient or not other.recipient:
        return True
    return not one.recipient.isdisjoint(other.recipient)


def _told_alike(one: Sketch, other: Sketch) -> bool:
    """Whether one report says the same twice: at one known time, of the same parties."""
    return (
        one.first is not None
        and (one.first, one.last, one.reach) == (other.first, other.last, other.reach)
        and (one.initiator, one.recipient) == (other.initiator, other.recipient)
        and (one.status, one.names, one.place, one.themes)
        == (other.status, other.names, other.place, other.themes)
    )

"""Which state speaks in what a first-hand source says."""

from dragoman.ledger.origins.graph import Root
from dragoman.ledger.origins.owners import owner_of

#: Sectors of the bodies that speak for their state. Parliaments, courts and parties do not.
_SPEAKS = frozenset({"GOV", "MIL", "SPY", "COP"})


def state_of(root: Root) -> str | None:
    """The state that speaks in a root: that of the body or person, or of the medium's owner.

    ISO 3166-1 alpha-3; None where no state does, or none is known to.
    """
    source = root.source
    if source.what == "medium":
        owner = owner_of(source.name)
        return owner.country if owner and owner.tie == "state" else None
    if source.country is None or ":" in source.country:
        return None
    return source.country if source.what == "country" or source.sector in _SPEAKS else None


def owned(root: Root) -> str:
    """Who runs the medium of a root, in words; empty where none is known to."""
    owner = owner_of(root.source.name) if root.source.what == "medium" else None
    return f"{root.source.name} is run by {owner.owner} ({owner.source})" if owner else ""

"""The ledger of a command that only looks into one."""

from dragoman.errors import StoreError
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.store.opening import find_store


def open_existing(store: str) -> Ledger:
    """As `open_ledger`, but StoreError where there is none: a misspelt path makes no ledger."""
    found = find_store(store)
    if not found.exists():
        raise StoreError(
            f"there is no ledger {found.place}", "`dragoman read ADDRESS...` makes one"
        )
    return open_ledger(store)

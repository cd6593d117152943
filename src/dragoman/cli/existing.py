"""The ledger of a command that only looks into one."""

from dragoman.errors import StoreError
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.store.opening import store_path


def open_existing(store: str) -> Ledger:
    """As `open_ledger`, but StoreError where there is no file: a misspelt path makes no ledger."""
    path = store_path(store)
    if not path.exists():
        raise StoreError(f"there is no ledger {path}", "`dragoman read ADDRESS...` makes one")
    return open_ledger(store)

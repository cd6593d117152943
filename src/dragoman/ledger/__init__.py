"""The ledger: one line a real-world event, with every report's version of it.

`open_ledger` gives a `Ledger`; `link` and `build_entry` are the pure functions behind its entries.
"""

from dragoman.ledger.browsing import Reports, each_entry
from dragoman.ledger.fullest import build_entry
from dragoman.ledger.linking import entry_id, link
from dragoman.ledger.origins import same_origin, shared_origins
from dragoman.ledger.reading import Facets
from dragoman.ledger.store import Ledger, open_ledger
from dragoman.ledger.wanted import FILTER_FIELDS, EntryFilter, read_filter
from dragoman.ledger.writing import event_id

__all__ = [
    "FILTER_FIELDS",
    "EntryFilter",
    "Facets",
    "Ledger",
    "Reports",
    "build_entry",
    "each_entry",
    "entry_id",
    "event_id",
    "link",
    "open_ledger",
    "read_filter",
    "same_origin",
    "shared_origins",
]

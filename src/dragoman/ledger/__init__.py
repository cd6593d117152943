"""The ledger: one line a real-world event, with every report's version of it.

`open_ledger` gives a `Ledger`; `link` and `build_entry` are the pure functions behind its entries.
What reports rest on is in `dragoman.ledger.origins`, apart since it reads texts as the coder does.
"""

from dragoman.ledger.audit.chain import Record
from dragoman.ledger.audit.covering import Tombstone
from dragoman.ledger.linking.fullest import build_entry
from dragoman.ledger.linking.grouping import entry_id, link
from dragoman.ledger.store.addresses import shown as shown_address
from dragoman.ledger.store.backup import BackupHead, check_backup
from dragoman.ledger.store.browsing import Reports, each_entry
from dragoman.ledger.store.erasing import Erasure
from dragoman.ledger.store.following import each_track
from dragoman.ledger.store.ledger import BESIDE, Ledger, open_ledger
from dragoman.ledger.store.reading import Facets
from dragoman.ledger.store.reviewing import Link
from dragoman.ledger.store.writing import event_id
from dragoman.ledger.wanted import ANYTHING, FILTER_FIELDS, EntryFilter, read_filter

__all__ = [
    "ANYTHING",
    "BESIDE",
    "FILTER_FIELDS",
    "BackupHead",
    "EntryFilter",
    "Erasure",
    "Facets",
    "Ledger",
    "Link",
    "Record",
    "Reports",
    "Tombstone",
    "build_entry",
    "check_backup",
    "each_entry",
    "each_track",
    "entry_id",
    "event_id",
    "link",
    "open_ledger",
    "read_filter",
    "shown_address",
]

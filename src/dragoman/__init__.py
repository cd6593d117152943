"""Dragoman: a sourced ledger of what states and their armed forces do.

Reports go in, entries come out: who, with whom, what kind of act, when, where, done or planned or
alleged or denied, and according to whom, each anchored to the words it was read from.
"""

__version__ = "0.1.0"

"""Names compared across spellings and scripts."""

from dragoman.resolve.matching.index import NameIndex
from dragoman.resolve.matching.names import Matched, match_names

__all__ = ["Matched", "NameIndex", "match_names"]

"""Read: from a document, or a text, to a `Report`. No network."""

from dragoman.read.credits import agency_name
from dragoman.read.documents import read_document
from dragoman.read.language import detect_language
from dragoman.read.rows import read_row
from dragoman.read.sentences import split_sentences
from dragoman.read.text import read_text

__all__ = [
    "agency_name",
    "detect_language",
    "read_document",
    "read_row",
    "read_text",
    "split_sentences",
]

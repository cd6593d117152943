"""Coding: from a report to its events, quotes and figures, each anchored to its words."""

from dragoman.code.lexicon_coder import LexiconCoder
from dragoman.code.protocol import Coder, Names

__all__ = ["Coder", "LexiconCoder", "Names"]

"""Coding: from a report to its events, quotes and figures, each anchored to its words."""

from dragoman.code.model_coder import ModelCoder
from dragoman.code.network.reader import Network, load_network
from dragoman.code.protocol import Coder, Names

__all__ = ["Coder", "ModelCoder", "Names", "Network", "load_network"]

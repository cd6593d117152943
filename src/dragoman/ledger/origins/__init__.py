"""What reports rest on, as a graph: pure functions on reports and codings, without a store.

`origin_graph` makes the graph, `independent` counts the independent voices in it.
"""

from dragoman.ledger.origins.graph import Edge, Graph, Root
from dragoman.ledger.origins.independence import Independence, Voice, independent
from dragoman.ledger.origins.rating import Reliabilities, rate_sources
from dragoman.ledger.origins.shared import origin_graph, shared_origins

__all__ = [
    "Edge",
    "Graph",
    "Independence",
    "Reliabilities",
    "Root",
    "Voice",
    "independent",
    "origin_graph",
    "rate_sources",
    "shared_origins",
]

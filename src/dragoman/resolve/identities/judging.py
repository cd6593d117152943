"""Judgements of persons: which counts for two nodes."""

from collections.abc import Iterable, Mapping

from dragoman.resolve.identities.nodes import Node
from dragoman.resolve.identities.values import Different, Judgement, Key, Same

Judged = Mapping[frozenset[Key], Judgement]


def newest(judgements: Iterable[Judgement]) -> Judged:
    """Of each pair of keys the judgement made last; of two made at once, that they are two."""
    found: dict[frozenset[Key], Judgement] = {}
    for one in sorted(judgements, key=_order):
        found[frozenset((one.one, one.other))] = one
    return found


def _order(judgement: Judgement) -> tuple[str, bool, str, str]:
    apart = isinstance(judgement, Different)
    return judgement.made_at, apart, judgement.author, judgement.reason


def pinned(judged: Judged) -> frozenset[Key]:
    """Names in one report that are judged by themselves."""
    return frozenset(key for pair in judged for key in pair if key.report_id is not None)


def keys_of_node(node: Node, alone: frozenset[Key]) -> list[Key]:
    """The keys that a node is judged by, that of one report first where it stands alone."""
    here = node.key._replace(report_id=node.namings[0].report_id)
    return [here, node.key] if here in alone else [node.key]


def judgement_on(one: Node, other: Node, judged: Judged, alone: frozenset[Key]) -> Judgement | None:
    """The judgement that counts for two nodes, that on one report before that on all."""
    for left in keys_of_node(one, alone):
        for right in keys_of_node(other, alone):
            found = judged.get(frozenset((left, right)))
            # Of one name judged to be two in itself nothing follows but where reports are told.
            if found is not None and not (left == right and isinstance(found, Different)):
                return found
    return None


def is_same(judgement: Judgement | None) -> bool:
    """Whether it says that both are one."""
    return isinstance(judgement, Same)

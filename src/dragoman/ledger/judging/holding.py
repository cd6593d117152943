"""Which judgements hold: an undo is another judgement, and can itself be undone."""

from collections.abc import Iterable

from dragoman.model import Judgement


def holding(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that are not undone and are no undo themselves, the oldest first."""
    made = {one.id: one for one in judgements}
    undone: set[str] = set()
    # Whoever undoes comes later, so that from the newest on each is settled when it is met.
    for one in sorted(made.values(), key=_age, reverse=True):
        if one.undoes and one.id not in undone:
            undone.add(one.undoes)
    held = (one for one in made.values() if one.id not in undone and not one.undoes)
    return sorted(held, key=_age)


def _age(one: Judgement) -> tuple[str, str]:
    return one.made_at, one.id

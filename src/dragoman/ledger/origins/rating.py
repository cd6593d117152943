"""How reliable sources are, as people rated them: one letter for all forms of a medium's name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.ledger.folding import fold
from dragoman.ledger.origins.owners import medium_name
from dragoman.model import Judgement


@dataclass(frozen=True, slots=True)
class Reliabilities:
    """By the one name of each source the rating that counts; names in any other form find it."""

    ratings: Mapping[str, Judgement]

    def of(self, name: str) -> str:
        """The letter, A to F, of an outlet or a first-hand source; empty where nobody rated it."""
        found = self.ratings.get(_one_name(name))
        return found.rating if found else ""


def rate_sources(judgements: Iterable[Judgement]) -> Reliabilities:
    """What these judgements, those that hold, say of sources; the later on one counts."""
    told = (one for one in judgements if one.verdict == "rate" and one.source)
    return Reliabilities(
        {_one_name(one.source): one for one in sorted(told, key=lambda one: (one.made_at, one.id))}
    )


def _one_name(name: str) -> str:
    return fold(medium_name(name))

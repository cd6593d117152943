"""The side of a ledger that keeps what people decide, and lays it over what was read."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from dragoman.ledger.judging.holding import holding
from dragoman.ledger.judging.naming import judged_names
from dragoman.ledger.store.auditing import Audited
from dragoman.ledger.store.judging import judgements, point_anew, put_judgement, settled_on
from dragoman.ledger.store.reading import find_entry, whole_id
from dragoman.ledger.store.relinking import regroup
from dragoman.ledger.store.schema import judgement
from dragoman.ledger.store.writing import count_change
from dragoman.model import Judgement
from dragoman.resolve.identities import Different, Same

if TYPE_CHECKING:
    from dragoman.ledger.origins import Graph, Independence, Reliabilities


class Judged(Audited):
    """What `Ledger` is built on: it has the judgements, and nothing of its own to open."""

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def judge(self, decided: Judgement) -> bool:
        """Keep a judgement, and write anew the entries that it changes, in one transaction.

        False, and nothing changes, where the ledger has it.
        """
        with self._writer, self._writing() as connection:
            if not put_judgement(connection, decided, self._clock()):
                return False
            regroup(connection, (), point_anew(connection))
            count_change(connection)
            return True

    def judgements(self, entry_id: str | None = None) -> list[Judgement]:
        """All that people decided, the oldest first; or, of an entry, what of it holds.

        Errors as `entry`.
        """
        with self._reading() as connection:
            if entry_id is None:
                return judgements(connection)
            members = [version.event_id for version in find_entry(connection, entry_id).versions]
            return [one.judgement for one in settled_on(connection, members)]

    def judgement(self, id_or_prefix: str) -> Judgement:
        """A judgement by its id, or by the beginning of it; MissingError, UsageError."""
        with self._reading() as connection:
            identity = whole_id(connection, judgement, id_or_prefix, "judgement")
            return judgements(connection, [identity])[0]

    def reliabilities(self) -> "Reliabilities":
        """How reliable people rated sources, as it holds."""
        from dragoman.ledger.origins import rate_sources

        return rate_sources(self._held())

    def judged_names(self) -> list[Same | Different]:
        """What people decided on who is who and holds: what `identify` takes."""
        return list(judged_names(self._held()))

    def independence(self, report_ids: Iterable[str], graph: "Graph") -> "Independence":
        """The independent voices among some reports in their graph, as judged where they were."""
        # What reads texts is loaded when it is asked for.
        from dragoman.ledger.origins import independent

        return independent(report_ids, graph, self._held())

    def _held(self) -> list[Judgement]:
        with self._reading() as connection:
            return holding(judgements(connection))

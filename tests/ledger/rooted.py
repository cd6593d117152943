"""Invented stories for origins: what a ministry puts out, and how outlets tell it."""

from collections.abc import Sequence
from typing import Any

from dragoman.ledger.origins import Graph, origin_graph
from dragoman.model import Coding, Report
from dragoman.read import read_row
from dragoman.resolve import Resolver
from values import coded

ENGLISH = (
    "The defence ministers of Norway and Uruguay, Torvald Brekkestad and Amadeo Ferreyra, signed a "
    "plan of naval training in Montevideo on 3 March 2031, the Norwegian Ministry of Defence said. "
    "Some 140 sailors are to be trained by 2033. Uruguay bought two patrol boats last year."
)
SPANISH = (
    "El ministro de Defensa de Noruega, Torvald Brekkestad, y su par uruguayo, Amadeo Ferreyra, "
    "firmaron el 3 de marzo en Montevideo un plan de adiestramiento naval, informó el Ministerio "
    "de Defensa de Noruega. Unos 140 marinos serán formados hasta 2033."
)
RUSSIAN = (
    "Министр обороны Норвегии Торвальд Бреккестад и министр обороны Уругвая Амадео Феррейра "
    "подписали 3 марта в Монтевидео план подготовки моряков, сообщило Минобороны Норвегии. "
    "До 2033 года обучение пройдут 140 человек."
)
RELEASE = (
    "Minister Torvald Brekkestad and his colleague Amadeo Ferreyra today, 3 March 2031, signed a "
    "plan of naval training in Montevideo. It provides for the training of 140 sailors by 2033."
)
#: Another release of the same ministry on the same day.
OTHER = (
    "Norway and Kenya will share the pictures of their satellites, the defence ministers Torvald "
    "Brekkestad and Wanjala Kiprotich agreed in Nairobi on 3 March 2031, the Norwegian Ministry of "
    "Defence said. The first 25 pictures are due in May."
)
#: What the other side says of the same meeting.
ACROSS = (
    "Amadeo Ferreyra and Torvald Brekkestad signed a plan of naval training in Montevideo on 3 "
    "March 2031, the Ministry of Defence of Uruguay announced. Some 140 sailors will take part."
)
UNKNOWN = (
    "Two men in uniform walked along the beach of Montevideo on 3 March 2031 and looked at boats. "
    "One of them, with a beard, may have been a Norwegian."
)


def told(ref: str, text: str, **more: Any) -> tuple[Report, Coding]:
    """A report of an outlet of its own, without events."""
    row = {
        "id": ref,
        "lang": "en",
        "published": "2031-03-03",
        "outlet": f"Outlet {ref}",
        "title": "",
        "text": text,
        **more,
    }
    return coded(read_row(row), coder="hand-1")


def graph(
    *stories: tuple[Report, Coding], entries: dict[str, Sequence[str]] | None = None
) -> Graph:
    """The graph of these reports."""
    return origin_graph(stories, entries or {}, Resolver())


def roots(found: Graph, stories: Sequence[tuple[Report, Coding]]) -> dict[str, list[str]]:
    """Names of reports by the name of the root that they rest on; under "" those of none."""
    refs = {report.id: report.ref for report, _ in stories}
    named = {root.name: sorted(refs[one] for one in root.report_ids) for root in found.roots}
    return named | ({"": sorted(refs[one] for one in found.unknown)} if found.unknown else {})

"""A ledger of invented reports, and the desk over it on a loopback port."""

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import uvicorn
from fastapi import FastAPI

from dragoman.desk import create_app
from dragoman.ledger import Ledger
from dragoman.model import (
    Anchor,
    Coding,
    Dateline,
    Event,
    Figure,
    Party,
    Place,
    Quote,
    Report,
    Span,
    anchor,
)

PORTUGAL = Party("Defence Minister of Portugal", "PRT", "MIL")
ECUADOR = Party("Ecuador", "ECU", "GOV")
KENYA = Party("Kenya Navy", "KEN", "MIL")
INDIA = Party("India", "IND", "MIL")
PERU = Party("Ministry of Foreign Affairs", "PER", "GOV")

ENGLISH = """QUITO, March 4 (Andes Wire) - The defence minister of Portugal landed in Quito on \
Monday for three days of talks, and "the navy will train 40 of our cadets," he said.

Peru's foreign ministry accused Ecuador of moving at least 300 soldiers to the border. "Nothing \
of the kind has happened," a spokesman in Quito said.

  The two countries mean to sign a memorandum in May."""

SPANISH = """El ministro de Defensa de Portugal llegará a Quito el 3 de marzo, anunció el gobierno.

Según fuentes castrenses, la visita durará tres días."""

RUSSIAN = """Военно-морские силы Кении и Индии провели учения в Момбасе 11–14 февраля.

«В манёврах участвовали шесть кораблей», — сообщил штаб флота."""

HOSTILE = """<script>alert(1)</script> & "quoted" \u202egnp.exe\u202c of Kenya met 'India' \u2066x.

</p><img src=x onerror=alert(2)> stands here. Кения и Индия встретились."""


def at(text: str, words: str) -> Anchor:
    """An anchor to the first place of the words."""
    return anchor(text, Span(text.index(words), text.index(words) + len(words)))


def english() -> tuple[Report, Coding]:
    text = ENGLISH
    report = Report(
        "https://andes.example/2031/minister-lands",
        "en",
        "2031-03-04",
        "Andes Wire",
        "ECU",
        "Portuguese minister lands in Quito",
        text,
        dateline=Dateline(Span(0, 28), "QUITO", "March 4"),
        credits=("Andes Wire",),
    )
    said = ("Andes Wire", "Ministry of Foreign Affairs of Peru")
    quito = Place("Quito", "ECU")
    events = (
        Event(
            "visit",
            (PORTUGAL,),
            (ECUADOR,),
            "actual",
            (at(text, "The defence minister of Portugal landed in Quito on Monday"),),
            quito,
            "2031-03-03",
            ("Andes Wire",),
            ("navy",),
        ),
        Event(
            "training",
            (PORTUGAL,),
            (ECUADOR,),
            "planned",
            (at(text, 'for three days of talks, and "the navy will train 40 of our cadets'),),
            said_by=("Andes Wire", "Defence Minister of Portugal"),
        ),
        Event(
            "accusation",
            (PERU,),
            (ECUADOR,),
            "actual",
            (at(text, "Peru's foreign ministry accused Ecuador of moving at least 300 soldiers"),),
            None,
            "2031-03-04~",
            ("Andes Wire",),
            ("border",),
        ),
        Event(
            "deployment",
            (ECUADOR,),
            (Party("Peru", "PER"),),
            "alleged",
            (at(text, "moving at least 300 soldiers to the border"),),
            said_by=said,
            themes=("border", "land-forces"),
        ),
        Event(
            "agreement",
            (Party("Portugal", "PRT"), Party("Unnamed partner", None)),
            (ECUADOR,),
            "proposed",
            (at(text, "The two countries mean to sign a memorandum in May"),),
            None,
            "2031-05",
            background=True,
        ),
    )
    coding = Coding(
        report.id,
        report.text_sha256,
        "hand-1",
        events,
        (
            Quote(
                "the navy will train 40 of our cadets,",
                "Defence Minister of Portugal",
                at(text, "the navy will train 40 of our cadets,"),
            ),
            Quote("Nothing of the kind has happened,", "", at(text, "Nothing of the kind has")),
        ),
        (
            Figure("cadets", 40, None, None, "people", (), at(text, "40")),
            Figure("soldiers", None, 300, None, "people", said, at(text, "at least 300")),
            Figure("days", 3, None, None, "days"),
        ),
        origin="Andes Wire",
    )
    return report, coding


def spanish() -> tuple[Report, Coding]:
    text = SPANISH
    report = Report(
        "muestra-7",
        "es",
        "2031-02-28",
        "El Diario de Muestra",
        "ECU",
        "Ministro portugués viajará a Quito",
        text,
        sample=True,
    )
    event = Event(
        "visit",
        (PORTUGAL,),
        (ECUADOR,),
        "planned",
        (at(text, "El ministro de Defensa de Portugal llegará a Quito el 3 de marzo"),),
        Place("Mariscal Sucre airport", "ECU"),
        "2031-03-03/2031-03-05",
        ("El Diario de Muestra", "Government of Ecuador"),
    )
    return report, Coding(report.id, report.text_sha256, "hand-1", (event,))


def russian() -> tuple[Report, Coding]:
    text = RUSSIAN
    report = Report(
        "https://more.example/1", "ru", "2031-02-15", "Вестник моря", None, "Учения в Момбасе", text
    )
    event = Event(
        "exercise",
        (KENYA,),
        (INDIA,),
        "actual",
        (at(text, "Военно-морские силы Кении и Индии провели учения в Момбасе"),),
        Place("Mombasa", "KEN"),
        "2031-02-11/2031-02-14",
        themes=("navy",),
    )
    quote = Quote(
        "В манёврах участвовали шесть кораблей", "штаб флота", at(text, "В манёврах участвовали")
    )
    return report, Coding(report.id, report.text_sha256, "hand-1", (event,), (quote,))


def hostile() -> tuple[Report, Coding]:
    text = HOSTILE
    report = Report(
        "javascript:alert(3)",
        "und",
        None,
        "<b>Outlet</b>\u202e",
        None,
        '"><script>alert(4)</script>',
        text,
        credits=("<i>x</i>",),
    )
    event = Event(
        "meeting",
        (Party("<u>Kenya</u>\u202e", "KEN"),),
        (Party("India' onmouseover='alert(5)", "IND"),),
        "alleged",
        (at(text, '<script>alert(1)</script> & "quoted" \u202egnp.exe'), at(text, "<img src=x")),
        Place("<img src=y>", None),
        None,
        ("<script>alert(6)</script>",),
    )
    quote = Quote("</q><script>alert(7)</script>", "<s>", at(text, "script>alert(1)"))
    coding = Coding(report.id, report.text_sha256, "<hand>", (event,), (quote,), (), origin="<em>o")
    return report, coding


def many(number: int) -> Iterator[tuple[Report, Coding]]:
    """Reports of one meeting each, on as many days, so that the ledger has pages."""
    for n in range(number):
        day = f"2029-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"
        text = f"Delegations of Chile and Norway met for the {n + 1}. time in Oslo."
        report = Report(f"series-{n}", "en", day, "Fjord Post", "NOR", f"Meeting {n + 1}", text)
        event = Event(
            "meeting",
            (Party("Chile", "CHL"),),
            (Party("Norway", "NOR"),),
            "actual",
            (at(text, "Delegations of Chile and Norway met"),),
            Place("Oslo", "NOR"),
            day,
        )
        yield report, Coding(report.id, report.text_sha256, "hand-1", (event,))


def served(ledger: Ledger) -> AbstractContextManager[str]:
    """The desk over a ledger on a free loopback port; gives its address."""
    return serving(create_app(ledger))


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """An application on a free loopback port; gives its address."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + 10
        while not server.started:
            assert thread.is_alive(), "the server ended before it began"
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)

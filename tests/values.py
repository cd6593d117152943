"""Invented values for tests: short to make, each valid as it is made."""

import hashlib
from typing import Any

from dragoman.model import Anchor, Coding, Document, Event, Party, Report, Span, anchor

PORTUGAL = Party("Portugal", "PRT", "GOV")
ECUADOR = Party("Ecuador", "ECU", "GOV")
KENYA = Party("Kenya Navy", "KEN", "MIL")
INDIA = Party("India", "IND", "MIL")

TEXT = "The defence minister of Portugal landed in Quito on Monday; talks follow on Tuesday."


def at(text: str, words: str) -> Anchor:
    """An anchor to the first place of the words."""
    return anchor(text, Span(text.index(words), text.index(words) + len(words)))


def a_report(ref: str = "wire-1", text: str = TEXT, **more: Any) -> Report:
    """A report; `more` are its other fields."""
    fields = {
        "lang": "en",
        "published": "2031-03-04",
        "outlet": "Andes Wire",
        "outlet_country": "ECU",
        "title": "Minister lands",
        **more,
    }
    return Report(ref=ref, text=text, **fields)


def an_event(source: Report, words: str = "", **more: Any) -> Event:
    """A visit of Portugal to Ecuador that the words of the report state, or all of its text."""
    fields = {
        "kind": "visit",
        "initiator": (PORTUGAL,),
        "recipient": (ECUADOR,),
        "status": "actual",
        "evidence": (at(source.text, words or source.text),),
        **more,
    }
    return Event(**fields)


def coded(
    source: Report, *events: Event, coder: str = "hand-1", **more: Any
) -> tuple[Report, Coding]:
    """A report with a coding of these events."""
    return source, Coding(source.id, source.text_sha256, coder, events, **more)


def a_document(
    address: str = "https://andes.example/1", body: bytes = b"<p>x", **more: Any
) -> Document:
    """A page as fetched."""
    fields = {
        "final_address": address,
        "media_type": "text/html",
        "fetched_at": "2031-03-04T06:00:00Z",
        **more,
    }
    sha256 = hashlib.sha256(body).hexdigest()
    return Document(address=address, body=body, body_sha256=sha256, **fields)


def news(number: int, *, days: int = 28, outlet: str = "Fjord Post") -> tuple[Report, Coding]:
    """The nth report of a series: a meeting, a request made there, and a treaty of old."""
    day = f"2029-{number // days % 12 + 1:02}-{number % days + 1:02}"
    text = (
        f"Delegations of Chile and Norway met for the {number}. time in Oslo. "
        f"Chile asked Norway for {number} boats. A treaty was signed in 2028."
    )
    chile, norway = Party("Chile", "CHL", "GOV"), Party("Norway", "NOR", "GOV")
    source = a_report(f"series-{number}", text, published=day, outlet=outlet, title=f"No {number}")
    sides = {"initiator": (chile,), "recipient": (norway,)}
    return coded(
        source,
        an_event(source, "Delegations of Chile and Norway met", kind="meeting", time=day, **sides),
        an_event(
            source, f"Chile asked Norway for {number} boats", kind="request", time=day, **sides
        ),
        an_event(
            source,
            "A treaty was signed in 2028",
            kind="agreement",
            time="2028",
            background=True,
            **sides,
        ),
        origin=f"Ministry {number % 3}",
    )

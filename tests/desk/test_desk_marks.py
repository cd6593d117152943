"""The text of a report cut at every boundary of what was found in it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dragoman.desk.marks import Piece, findings, paragraphs
from dragoman.model import Anchor, Coding, Event, Figure, Party, Quote, Report, Span, anchor

TEXT = "Alpha met Beta on Monday.\n\n  Gamma said: 12 ships\nwill sail.\n\n\nEnd."


def report(text: str = TEXT) -> Report:
    return Report("r", "en", None, "O", None, "T", text)


def event(*anchors: Anchor) -> Event:
    return Event("meeting", (Party("A", None),), (), "actual", anchors)


def coding(of: Report, *events: Event, **more: tuple[Quote, ...] | tuple[Figure, ...]) -> Coding:
    return Coding(of.id, of.text_sha256, "hand-1", events, **more)  # type: ignore[arg-type]


def at(text: str, words: str) -> Anchor:
    return anchor(text, Span(text.index(words), text.index(words) + len(words)))


def flat(made: list[list[Piece]]) -> str:
    return "\n\n".join("".join(piece.text for piece in pieces) for pieces in made)


def test_overlapping_findings_share_pieces() -> None:
    one = report()
    made = coding(
        one,
        event(at(TEXT, "Gamma said: 12 ships")),
        quotes=(Quote("12 ships\nwill sail", "Gamma", at(TEXT, "12 ships\nwill sail")),),
        figures=(Figure("ships", 12, None, None, "", (), at(TEXT, "12")),),
    )
    found = findings(one, made)
    assert [finding.name for finding in found] == ["event-1", "figure-1", "quote-1"]
    _, second, _ = paragraphs(TEXT, found)
    told = [(piece.text, [f.name for f in piece.findings]) for piece in second]
    assert told == [
        ("  ", []),
        ("Gamma said: ", ["event-1"]),
        ("12", ["figure-1", "quote-1", "event-1"]),
        (" ships", ["quote-1", "event-1"]),
        ("\nwill sail", ["quote-1"]),
        (".", []),
    ]
    assert [[f.name for f in piece.begins] for piece in second] == [
        [],
        ["event-1"],
        ["figure-1", "quote-1"],
        [],
        [],
        [],
    ]
    assert (second[2].sorts, second[2].numbers) == ("event figure quote", "2 3 1")


def test_words_across_a_blank_line_are_marked_on_both_sides() -> None:
    one = report()
    found = findings(one, coding(one, event(at(TEXT, "Monday.\n\n  Gamma"))))
    made = paragraphs(TEXT, found)
    assert [piece.text for pieces in made for piece in pieces if piece.findings] == [
        "Monday.",
        "  Gamma",
    ]
    assert sum(len(piece.begins) for pieces in made for piece in pieces) == 1


def test_a_finding_without_a_place_stands_last_and_marks_nothing() -> None:
    one = report()
    made = coding(one, event(at(TEXT, "End")), quotes=(Quote("never said", ""),))
    found = findings(one, made)
    assert [(finding.name, bool(finding.spans)) for finding in found] == [
        ("event-1", True),
        ("quote-1", False),
    ]


def test_anchors_beyond_the_text_are_left_out() -> None:
    one = report()
    wild = event(Anchor(900, 950, "x"), Anchor(60, 990, "y"))
    (found,) = findings(one, coding(one, wild))
    assert found.spans == (Span(60, len(TEXT)),)


def test_an_empty_text_has_no_paragraphs() -> None:
    assert paragraphs("", []) == []
    assert paragraphs(" \n\n ", []) == []


PIECES = st.lists(st.sampled_from(["word ", "\n", "\n\n", " ", "да. ", "\n \n"]), max_size=20)


@given(PIECES.map("".join), st.data())
def test_no_letter_is_lost_and_each_piece_knows_its_findings(
    text: str, data: st.DataObject
) -> None:
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = [(a, b) for a, b in data.draw(st.lists(places, max_size=6)) if a < b]
    one = report(text)
    found = findings(one, coding(one, *(event(anchor(text, Span(*span))) for span in spans)))
    made = paragraphs(text, found)
    assert "".join(flat(made).split()) == "".join(text.split())
    assert all(piece.text for pieces in made for piece in pieces)
    assert not any(re.search(r"\n\s*\n", "".join(p.text for p in pieces)) for pieces in made)
    begun = [finding.name for pieces in made for piece in pieces for finding in piece.begins]
    assert sorted(begun) == sorted(finding.name for finding in found if finding.spans)
    marked = "".join(p.text for pieces in made for p in pieces if p.findings)
    covered = {place for a, b in spans if text[a:b].strip() for place in range(a, b)}
    assert "".join(marked.split()) == "".join(
        text[place] for place in sorted(covered) if not text[place].isspace()
    )

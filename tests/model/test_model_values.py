"""Values of the model: spans, anchors, and ids that hang on content alone."""

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Anchor, Span, anchor, digest, text_digest
from dragoman.model.coding import CONTEXT
from values import a_document, a_report, coded


@pytest.mark.parametrize(
    ("other", "meets", "holds"),
    [
        (Span(2, 5), True, True),
        (Span(3, 4), True, True),
        (Span(4, 6), True, False),
        (Span(5, 6), False, False),
        (Span(0, 2), False, False),
        (Span(0, 9), True, False),
        (Span(5, 5), False, True),
    ],
)
def test_spans(other: Span, meets: bool, holds: bool) -> None:
    span = Span(2, 5)
    assert (span.meets(other), span.holds(other)) == (meets, holds)
    assert other.meets(span) == meets
    assert span.of("abcdefg") == "cde"


def test_an_anchor_tells_place_words_and_what_stands_around() -> None:
    text = "x" * 40 + "Кения 🚢 sailed" + "y" * 40
    found = anchor(text, Span(40, 47))
    assert found == Anchor(40, 47, "Кения 🚢", "x" * 32, " sailed" + "y" * 25)
    assert found.span == Span(40, 47)
    assert anchor("abc", Span(0, 3)) == Anchor(0, 3, "abc")


@pytest.mark.parametrize("span", [Span(-1, 2), Span(1, 1), Span(2, 1), Span(0, 4), Span(4, 5)])
def test_there_are_no_words_there(span: Span) -> None:
    with pytest.raises(ValueError, match="no words at"):
        anchor("abc", span)


@given(st.text(min_size=1), st.data())
def test_an_anchor_is_where_its_words_are(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    found = anchor(text, Span(start, data.draw(st.integers(start + 1, len(text)))))
    assert found.span.of(text) == found.exact
    around = found.prefix + found.exact + found.suffix
    assert text[start - len(found.prefix) :].startswith(around)


def test_ids_are_the_same_on_every_machine() -> None:
    source, findings = coded(a_report())
    assert source.id == "76c45bdf8b504f6f35fdf8738bdd09566b93df213896cc08d0698f5d487cefe4"
    assert findings.id == "f3454c7e43bb57f80a79fa1eca320beca58a62aeb9bd0be3c95d5bee9a2add35"
    assert a_document().id == "1d21fd3dba51b9f3adeb7b8ecbcdc432e9c02a4b9d5dbfde968300024d905910"
    assert source.text_sha256 == "123d9c27c66188d2a081429280b12de25468361afa974510e5bf0f30e5c89ad9"
    assert (
        digest("entry", "é", None, [1, {"b": 2.5, "a": True}])
        == "dc6b9fc6902e0a3d88b0e2fc632d173c6e461bdfc4961b5371c742ecf470b572"
    )


@pytest.mark.parametrize(
    "change",
    [{"ref": "x"}, {"outlet": "x"}, {"published": None}, {"title": "x"}, {"text": "x"}],
)
def test_what_a_reader_sees_makes_the_id(change: dict[str, str | None]) -> None:
    assert replace(a_report(), **change).id != a_report().id  # type: ignore[arg-type]


def test_what_is_found_out_later_does_not() -> None:
    assert replace(a_report(), lang="es", credits=("x",), sample=True).id == a_report().id
    document = a_document()
    again = replace(document, fetched_at="2032-01-01T00:00:00Z", headers=(("etag", "x"),))
    assert again.id == document.id
    _, findings = coded(a_report())
    assert replace(findings, origin="x").id == findings.id
    assert replace(findings, coder="x").id != findings.id


def test_parts_of_an_id_do_not_run_together() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("1") != digest(1)
    assert digest(None) != digest("null")
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})


@pytest.mark.parametrize("part", [object(), {1}, b"x"])
def test_what_json_cannot_hold_makes_no_id(part: object) -> None:
    with pytest.raises(TypeError):
        digest(part)


def test_half_a_surrogate_pair_has_an_id_of_its_own() -> None:
    assert len({text_digest(text) for text in ("\ud800", "\ud801", "?", "")}) == 4
    assert digest("\ud800") != digest("\ud801")


def test_values_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        a_report().title = "x"  # type: ignore[misc]


def test_headers_and_hints_are_found_by_name() -> None:
    page = a_document(headers=(("etag", "a"), ("etag", "b")), hints=(("title", "T"),))
    assert (page.header("etag"), page.header("age")) == ("a", None)
    assert (page.hint("title"), page.hint("lang")) == ("T", None)


def test_an_anchor_keeps_as_much_around_it_as_it_says() -> None:
    text = "a" * 500
    assert len(anchor(text, Span(200, 201)).prefix) == CONTEXT

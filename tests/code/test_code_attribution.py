from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.code.attribution import find_sayings
from dragoman.code.origin import relays
from dragoman.code.page import Page
from dragoman.model import Coding

# The conjunction belongs to the content, as in PolNeAR.
STATEMENTS = [
    ("en", "Norway said that the bridge was safe.", "Norway", "said", ["that the bridge was safe"]),
    ("en", "The bridge was safe, Norway said.", "Norway", "said", ["The bridge was safe"]),
    (
        "en",
        "According to Norway, the bridge was safe.",
        "Norway",
        "According to",
        ["the bridge was safe"],
    ),
    (
        "es",
        "Noruega dijo que el puente era seguro.",
        "Noruega",
        "dijo",
        ["que el puente era seguro"],
    ),
    ("es", "El puente era seguro, según Noruega.", "Noruega", "según", ["El puente era seguro"]),
    ("es", "El puente era seguro, señaló Noruega.", "Noruega", "señaló", ["El puente era seguro"]),
    ("ru", "Норвегия сообщила, что мост надёжен.", "Норвегия", "сообщила", ["что мост надёжен"]),
    ("ru", "По словам министра, мост надёжен.", "министра", "По словам", ["мост надёжен"]),
    ("ru", "Мост надёжен, заявила Норвегия.", "Норвегия", "заявила", ["Мост надёжен"]),
]


@pytest.mark.parametrize(("lang", "text", "source", "cue", "content"), STATEMENTS)
def test_statements(
    page: Callable[..., Page], lang: str, text: str, source: str, cue: str, content: list[str]
) -> None:
    (saying,) = find_sayings(page(text, lang))
    statement = saying.statement
    assert [span.of(text) for span in statement.source] == [source]
    assert [span.of(text) for span in statement.cue] == [cue]
    assert [span.of(text) for span in statement.content] == content


def test_a_statement_in_the_midst_of_its_content(page: Callable[..., Page]) -> None:
    text = "The bridge, Norway said, was safe for lorries."
    (saying,) = find_sayings(page(text, "en"))
    assert [span.of(text) for span in saying.statement.source] == ["Norway"]


def test_the_outlet_is_the_origin_where_nobody_is_quoted(code: Callable[..., Coding]) -> None:
    assert code("Snow fell on the pass all night.", "en").origin == "The Invented Post"


def test_the_origin_is_who_states_the_news(code: Callable[..., Coding]) -> None:
    text = "Norway and Sweden signed a treaty, Norway said. A crowd gathered."
    assert code(text, "en").origin == "Norway"


def test_an_agency_is_no_source_of_its_own_report_in_whatever_script(
    page: Callable[..., Page],
) -> None:
    text = "МОСКВА, 3 марта - РИА Новости. Министры обороны Норвегии и Чили встретились в Осло."
    laid_out = page(text, "ru")
    own = replace(laid_out, report=replace(laid_out.report, outlet="РИА Новости"))
    assert relays(laid_out) == ("RIA Novosti",)
    assert relays(own) == ()

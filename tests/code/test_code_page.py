from collections.abc import Callable

import pytest

from dragoman.code.page import Page, split_clauses
from dragoman.errors import CodeError
from dragoman.model import Coding, Span

CLAUSES = [
    (
        "en",
        "Chile signed the treaty on Monday, while Peru refused to take part in the talks.",
        ["Chile signed the treaty on Monday", "while Peru refused to take part in the talks"],
    ),
    (
        "es",
        "Chile firmó el tratado el lunes, mientras Perú se negó a participar en las reuniones.",
        ["Chile firmó el tratado el lunes", "mientras Perú se negó a participar en las reuniones"],
    ),
    (
        "ru",
        "Чили подписала договор в понедельник, а Перу отказалась участвовать в переговорах.",
        ["Чили подписала договор в понедельник", "а Перу отказалась участвовать в переговорах"],
    ),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CLAUSES)
def test_clauses(lang: str, text: str, expected: list[str]) -> None:
    spans = split_clauses(text, Span(0, len(text)), lang)
    assert [span.of(text) for span in spans] == expected


def test_a_list_is_one_clause() -> None:
    text = "Envoys of Chile, Peru, Ecuador and Bolivia signed the charter of the lake."
    assert len(split_clauses(text, Span(0, len(text)), "en")) == 1


def test_clauses_leave_names_whole(page: Callable[..., Page]) -> None:
    laid = page("The minister spoke first. Norway (and Sweden; both) sent 40 ships.", "en")
    for sentence in laid.sentences:
        for mention in sentence.mentions:
            assert sum(clause.span.holds(mention.span) for clause in sentence.clauses) == 1


@pytest.mark.parametrize("lang", ["de", "und", "zh-Hans"])
def test_other_languages_are_refused(code: Callable[..., Coding], lang: str) -> None:
    with pytest.raises(CodeError, match="lexicon does not know") as raised:
        code("Norway and Sweden signed a treaty.", lang)
    assert "en, es, ru" in raised.value.way_out


def test_a_regional_tag_is_its_language(code: Callable[..., Coding]) -> None:
    assert code("Norway and Sweden signed a treaty in Oslo.", "en-GB").events

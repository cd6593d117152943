"""Words that tell a deed as habit, or as one of before."""

from collections.abc import Callable

import pytest

from dragoman.code.page import Page
from dragoman.code.status import is_of_before
from dragoman.model import Span

TOLD = [
    ("en", "Norway has repeatedly accused Chile of fishing too near.", "accused", True),
    ("en", "Earlier, Norway accused Chile of fishing too near.", "accused", True),
    ("en", "Norway accused Chile of fishing too near.", "accused", False),
    ("en", "Norway accused Chile on Monday, while Peru has always denied it.", "accused", False),
    ("es", "Noruega acusó reiteradamente a Chile de pescar de más.", "acusó", True),
    ("es", "Noruega acusó a Chile de pescar de más.", "acusó", False),
    ("ru", "Ранее Норвегия обвинила Чили в незаконном лове.", "обвинила", True),
    ("ru", "Норвегия неоднократно обвиняла Чили в незаконном лове.", "обвиняла", True),
    ("ru", "Норвегия обвинила Чили в незаконном лове.", "обвинила", False),
]


@pytest.mark.parametrize(("lang", "text", "trigger", "before"), TOLD)
def test_what_was_before(
    page: Callable[..., Page], lang: str, text: str, trigger: str, before: bool
) -> None:
    laid_out = page(text, lang)
    start = text.index(trigger)
    (sentence,) = laid_out.sentences
    assert is_of_before(laid_out, sentence, Span(start, start + len(trigger))) == before

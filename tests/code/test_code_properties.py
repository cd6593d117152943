"""What holds for any text whatever."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.code import ModelCoder
from dragoman.codebook import faults
from dragoman.model import Coding, coding_to_json
from dragoman.read import read_text

WORDS = {
    "en": "Norway Chile and signed sold to the of Oslo will not if by said that accused tanks "
    "talks visited , . ; “ ” \" ' ( ) — 12 1,000 $5 million thousands more than between up "
    "reportedly according his minister was asked for border ceremony on Monday 2023 drills no -",
    "es": "Noruega Chile y firmaron vendió a la de Oslo no si por dijo que acusó tanques reunión "
    'visitó , . ; « » " ( ) — 12 1.000 millones miles más de entre hasta según el ministro fue '
    "pidió para frontera lunes 2023 maniobras mil -",
    "ru": "Норвегия Чили и подписали продала в на с Осло не если заявил что обвинила танков "
    "переговоры посетил , . ; « » „ “ ( ) — 12 1 000 млн тысячи более от до по словам министра "
    "границе понедельник 2023 учения ё -",
}
#: Sentences made of words that reports are full of, in any order.
MADE = st.sampled_from(sorted(WORDS)).flatmap(
    lambda lang: st.tuples(
        st.just(lang),
        st.lists(st.sampled_from(WORDS[lang].split(" ")), max_size=60).map(" ".join),
    )
)
ANY = st.tuples(st.sampled_from(sorted(WORDS)), st.text(max_size=300))
GENTLE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def coded(coder: ModelCoder, lang: str, text: str, title: str = "") -> Coding:
    return coder.code(
        read_text(text, ref="any", title=title, outlet="Any", published="2024-03-12", lang=lang)
    )


@GENTLE
@given(sample=MADE | ANY, title=st.text(max_size=40))
def test_any_text_is_coded_and_anchored(
    coder: ModelCoder, sample: tuple[str, str], title: str
) -> None:
    lang, text = sample
    coding = coded(coder, lang, text, title)
    for event in coding.events:
        assert list(faults(event)) == []
        for piece in event.evidence:
            assert text[piece.start : piece.end] == piece.exact
    for quote in coding.quotes:
        assert quote.anchor is not None
        assert quote.anchor.span.of(text) == quote.text
    for figure in coding.figures:
        assert figure.anchor is not None
        assert (figure.value is None) == (figure.low is not None or figure.high is not None)
    for statement in coding.statements:
        for span in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= span.start < span.end <= len(text)


@GENTLE
@given(sample=MADE)
def test_the_same_text_gives_the_same_coding(coder: ModelCoder, sample: tuple[str, str]) -> None:
    lang, text = sample
    first = coded(coder, lang, text)
    assert coding_to_json(coded(coder, lang, text)) == coding_to_json(first)
    assert first.id == coded(coder, lang, text).id


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "«»", "\u200b", "12", "“", "Norway"])
def test_texts_with_next_to_nothing(code: Callable[..., Coding], text: str) -> None:
    assert code(text, "en").events == ()

from collections.abc import Callable

import pytest

from dragoman.model import Coding

QUOTES = [
    ("en", 'Norway said: "The bridge will be open to all in spring."', "Norway"),
    ("en", "“The bridge will be open to all in spring,” Norway said.", "Norway"),
    ("es", "«El puente se abrirá a todos en primavera», dijo Noruega.", "Norway"),
    ("es", 'Noruega dijo: "El puente se abrirá a todos en primavera".', "Norway"),
    ("ru", "«Мост откроется для всех уже весной», — заявила Норвегия.", "Norway"),
    ("ru", "Норвегия заявила: «Мост откроется для всех уже весной».", "Norway"),
]


@pytest.mark.parametrize(("lang", "text", "speaker"), QUOTES)
def test_quotes(code: Callable[..., Coding], lang: str, text: str, speaker: str) -> None:
    (quote,) = code(text, lang).quotes
    assert quote.speaker == speaker
    assert quote.anchor is not None
    assert quote.anchor.exact == quote.text
    assert not {*quote.text} & {*'«»“”"'}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", 'The ship "Northern Star" left Norway.'),
        ("es", "El buque «Estrella Polar» salió de Noruega."),
        ("ru", "Корабль «Полярная звезда» вышел из Норвегии."),
    ],
)
def test_a_name_in_quotation_marks_is_no_quote(
    code: Callable[..., Coding], lang: str, text: str
) -> None:
    assert code(text, lang).quotes == ()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "«Мост откроется весной, — заявила Норвегия, — и останется открытым для всех».",
            ["Мост откроется весной", "и останется открытым для всех"],
        ),
        (
            "«Мост — гордость страны, и он откроется весной», — заявила Норвегия.",
            ["Мост — гордость страны, и он откроется весной"],
        ),
    ],
)
def test_the_outlets_words_within_a_quotation_are_no_speech(
    code: Callable[..., Coding], text: str, pieces: list[str]
) -> None:
    assert [quote.text for quote in code(text, "ru").quotes] == pieces

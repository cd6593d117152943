import pytest

from dragoman.code.words import Rows, find_words
from dragoman.model import Span


def found(row: str, text: str) -> list[str]:
    words = find_words(text)
    return [hit.span(words).of(text) for hit in Rows([(row, None)]).find(words)]


@pytest.mark.parametrize(
    ("row", "text", "expected"),
    [
        ("sign-s/ed", "They signed, she signs, to sign", ["signed", "signs"]),
        ("sign-/s", "to sign", ["sign"]),
        ("drill/s", "a drill and drills", ["drill", "drills"]),
        ("deploy*", "Deployment of deployed men", ["Deployment", "deployed"]),
        ("met|meets with", "He met with her and meets with us", ["met with", "meets with"]),
        ("held ... talks", "held three rounds of talks", ["held three rounds of talks"]),
        ("held ... talks", "held one two three four five six talks", []),
        ("подписал*", "Подписали договор", ["Подписали"]),
        ("учени-е/я", "учение, учения, учений", ["учение", "учения"]),
        ("самолет*", "Самолёты", ["Самолёты"]),
    ],
)
def test_rows(row: str, text: str, expected: list[str]) -> None:
    assert found(row, text) == expected


def test_a_gap_takes_the_nearest_word() -> None:
    assert found("sent ... ships", "sent ships and more ships") == ["sent ships"]


def test_a_row_may_not_begin_with_a_gap() -> None:
    with pytest.raises(ValueError, match="gap"):
        Rows([("... talks", None)])


def test_words_of_a_span() -> None:
    text = "Старый мост-дорога"
    assert [word.key for word in find_words(text, Span(7, len(text)))] == ["мост", "дорога"]

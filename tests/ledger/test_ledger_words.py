"""How words are folded before either store indexes them."""

import sqlite3
import sys
import unicodedata

import pytest
from hypothesis import given

import strategies
from dragoman.ledger.store.terms import Term, normal, terms_of, words_in

#: Letters since Unicode 8 that SQLite's own table, of Unicode 6.1, takes for marks.
STILL_MARKS = {*range(0x19B0, 0x19CA), 0x1CF2, 0x1CF3}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Seán O'Brien", ("sean", "o", "brien")),
        ("SEA\u0301N", ("sean",)),
        ("Straße", ("strasse",)),
        ("İstanbul", ("istanbul",)),
        ("Ёлки и й", ("ёлки", "и", "й")),
        ("ко\u0301рабли", ("корабли",)),
        ("и\u0306", ("й",)),
        ("🤝Встреча", ("встреча",)),
        ("snake_case", ("snake", "case")),
        ("Ελλάς", ("ελλάσ",)),
        ("B-52", ("b", "52")),
        ("a\x00b", ("a", "b")),
        ("?!", ()),
    ],
)
def test_words_are_folded(text: str, words: tuple[str, ...]) -> None:
    assert words_in(text) == words


def test_a_wording_stands_once_however_it_is_written() -> None:
    assert normal(["Río Guayas", "RIO  GUAYAS", "?", "Quito"]) == "rio guayas\nquito"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Quito", (Term(("quito",), open=True),)),
        ('"Landed in" quito', (Term(("landed", "in"), False), Term(("quito",), True))),
        ("o'brien o", (Term(("o",), True), Term(("brien",), True))),
        ('"" ?', ()),
    ],
)
def test_terms(text: str, terms: tuple[Term, ...]) -> None:
    assert terms_of(text) == terms


@given(strategies.words)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert words_in(" ".join(words_in(text))) == words_in(text)


def test_sqlite_takes_a_folded_letter_for_what_it_is() -> None:
    """Or it would find what PostgreSQL does not. Every letter there is."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE seen USING fts5(x, tokenize = 'unicode61 remove_diacritics 2')"
    )
    connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab(seen, 'instance')")
    letters = (
        chr(code)
        for code in range(sys.maxunicode + 1)
        if code not in STILL_MARKS and unicodedata.category(chr(code)) not in ("Cn", "Cs")
    )
    folded = {word for letter in letters for word in words_in(f"q{letter}z")} - {"q", "z"}
    assert len(folded) > 100_000
    connection.executemany("INSERT INTO seen VALUES (?)", ((word,) for word in sorted(folded)))
    found = {word for (word,) in connection.execute("SELECT term FROM words")}
    connection.close()
    assert found == folded

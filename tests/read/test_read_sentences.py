import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read import split_sentences


def _split(text: str, lang: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, lang)]


# Each case is a paragraph with its sentences divided by a bar.
ENGLISH = [
    "Gen. Ann Sample met Lt. Col. B. Test on Oct. 7.|They spoke for two hours.",
    "J. R. Example, the U.S. envoy, left at 7 a.m. today.|He returned at 9 p.m.|The talks went on.",
    "The ship belongs to the U.S. Navy.|It was built in the U.S.|The crew is 120 strong.",
    'He asked: "Where are they?"|Nobody knew.|"We will wait," she said.',
    "The rise was 4.5 percent.|In 2024 it had been 3.2 percent (see fig. 3).|That is less.",
    "Dr. Sample said the No. 2 reactor was safe.|St. Example Harbour stayed open.",
    "“It is done.”|The minister left... and came back.|Was it over?|No.|It was not!",
    "Mr. A. Sample of Example Inc. signed.|According to him, vol. 5, p. 12 says so.",
    "The ministry (founded in 1950.)|The rest followed.[1]|Nothing else did.",
    "The vote (the first since Jan. 3) was 12 to 5.|250 people watched.",
    "They chose plan B.|The rest was J. A. Sample's work.",
    "He lives in Washington, D.C., near the old port.|Yes, he does.",
]
SPANISH = [
    "El Gral. Muestra habló con el Sr. Ejemplo.|No hubo acuerdo.",
    "La delegación de EE. UU. llegó a las 7 a. m. del lunes.|La recibió la Dra. Prueba.",
    "¿Vendrán?|«No lo sabemos», dijo la ministra.|¡Ojalá!|Eso es todo.",
    "El art. 5 y la pág. 12 lo dicen.|El núm. 3 también.|Costó 1.200 millones.",
    "Viajó a EE.UU. con J. L. Muestra.|En 2024 no viajó nadie.",
    "—Llegamos ayer —dijo el coronel—.|Nadie lo esperaba...|La sala calló.",
    "El Tte. Cnel. Ensayo, de la empresa Prueba S.A., firmó.|Luego salió.",
]
RUSSIAN = [
    "Ген. А. С. Примеров прибыл в г. Пример на ул. Образцова.|Его встретил И. Б. Пробный.",
    "«Мы готовы», — сказал он.|Это было в 2014 г.|Президент подписал указ.",
    "«Вы готовы?» — спросил он.|«Да!» — ответили ему.|Все разошлись.",
    "Передано 5 тыс. касок, 3 млн руб. и т. д.|Подробности не сообщаются.",
    "В 1990-х гг. завод закрыли.|Он стоял на пл. Труда, д. 5, стр. 2.",
    "Академия им. Образцова, т. е. старейшая, открыта.|В ней 400 чел.|Это мало…|Но больше.",
    "Согласно п. 3 ст. 5 договора, срок истёк.|Что дальше?|Неизвестно.",
    "Учения прошли с 1 по 5 июня 2025 г. в районе г. Пример.|На них были наблюдатели.",
    "Это подтвердил г-н Пробный.|— Мы этого ждали, — добавил он.",
]


@pytest.mark.parametrize(
    ("lang", "marked"),
    [
        *(("en", case) for case in ENGLISH),
        *(("es", case) for case in SPANISH),
        *(("ru", case) for case in RUSSIAN),
    ],
)
def test_sentences_end_where_a_reader_ends_them(lang: str, marked: str) -> None:
    parts = marked.split("|")
    assert _split(" ".join(parts), lang) == parts


def test_blank_lines_always_divide() -> None:
    assert _split("A heading without a stop\n\nand a line in lower case", "en") == [
        "A heading without a stop",
        "and a line in lower case",
    ]


def test_a_short_line_is_its_own_sentence() -> None:
    text = "Ship arrives in port\nThe ship arrived on Monday, it said.\nNothing else is known."
    assert _split(text, "en") == text.split("\n")


def test_a_wrapped_line_is_not() -> None:
    text = (
        "The ministry of defence said on Monday that the ship had left its\n"
        "Baltic port for good and that nobody would follow it to the Pacific\n"
        "Ocean. The crew agreed."
    )
    assert [s.replace("\n", " ") for s in _split(text, "en")] == [
        text.replace("\n", " ").removesuffix(" The crew agreed."),
        "The crew agreed.",
    ]


def test_items_of_a_list_are_divided() -> None:
    text = "The sides agreed:\n- to meet again\n- to write\n1. First of all\n2. Second"
    assert _split(text, "en") == text.split("\n")


def test_a_sign_without_words_is_no_sentence() -> None:
    assert _split("It is ours! 👉", "en") == ["It is ours! 👉"]
    assert _split("It is ours! 👉 Read more.", "en") == ["It is ours!", "👉 Read more."]


def test_an_unknown_language_is_split_by_common_rules() -> None:
    assert _split("Ceci est un essai. Encore un autre essai.", "fr") == [
        "Ceci est un essai.",
        "Encore un autre essai.",
    ]


_MARKS = [
    ". ",
    "? ",
    "… ",
    "\n",
    "\n\n",
    " ",
    '"',
    "»",
    "(",
    "[1]",
    "— ",
    "👉",
    *"\u00a0\u2029\r\x0b",
]
_WORDS = ["U.S. ", "г. ", "т. д. ", "EE. UU. ", "Слово", "word", "Palabra", "7", "А.", "J. "]
_PIECES = st.sampled_from(_MARKS + _WORDS)


@given(st.lists(_PIECES, max_size=60).map("".join), st.sampled_from(["en", "es", "ru", "und"]))
def test_sentences_cover_all_but_white_space_in_order(text: str, lang: str) -> None:
    position = 0
    for span in split_sentences(text, lang):
        assert position <= span.start < span.end <= len(text)
        assert not text[position : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        position = span.end
    assert not text[position:].strip()


@pytest.mark.parametrize("unit", [".", ".)", " ", "\n ", "A.", ". ", "U.S. ", "w", '" ', "...x"])
def test_a_megabyte_without_prose_takes_seconds_at_most(unit: str) -> None:
    text = unit * (500_000 // len(unit))
    start = time.process_time()
    split_sentences(text, "en")
    assert time.process_time() - start < 8

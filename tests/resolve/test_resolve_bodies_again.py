"""Bodies named again without their state."""

import pytest

from dragoman.resolve import Resolver


def bodies(text: str, lang: str) -> list[tuple[str, str | None]]:
    return [
        (one.span.of(text), one.name if one.country else None)
        for one in Resolver().mentions(text, lang)
        if one.what == "body"
    ]


KENYA = "Ministry of Defence of Kenya"


@pytest.mark.parametrize(
    ("lang", "text", "again"),
    [
        ("en", "The Kenyan defence ministry spoke. The defence ministry agreed.",
         ("defence ministry", KENYA)),
        ("en", "The Kenyan defence ministry spoke. The ministry agreed.", ("ministry", KENYA)),
        ("es", "El Ministerio de Defensa de Kenia habló. El ministerio aceptó.",
         ("ministerio", KENYA)),
        ("ru", "Минобороны Кении сообщило о визите. В ведомстве, однако, молчат.",
         ("ведомстве", KENYA)),
        ("ru", "Минобороны Кении молчит. Министерство опровергло слухи.",
         ("Министерство", KENYA)),
        ("en", "The Kenyan Navy sailed. The navy left.", ("navy", "Navy of Kenya")),
    ],
)  # fmt: skip
def test_it_is_that_of_the_state_told_before(lang: str, text: str, again: tuple[str, str]) -> None:
    assert bodies(text, lang)[1:] == [again]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Kenyan defence ministry spoke. A defence ministry is a house of papers."),
        ("en", "The Kenyan Navy met the Peruvian Navy. The navy left."),
        ("en", "The navy left. The Kenyan Navy sailed."),
    ],
)
def test_where_another_may_be_meant_it_keeps_none(lang: str, text: str) -> None:
    assert [name for _, name in bodies(text, lang)].count(None) == 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Kenya's defence ministry and Peru's foreign ministry spoke. The ministry agreed."),
        ("en", "The ministry agreed. The Kenyan defence ministry spoke."),
        ("en", "The Kenyan defence ministry spoke. The Ministry of Culture agreed."),
        ("es", "El Ministerio de Defensa de Kenia habló. El ministerio de Cultura aceptó."),
        ("ru", "Минобороны Кении молчит. Министерство культуры опровергло слухи."),
    ],
)  # fmt: skip
def test_a_bare_ministry_is_nothing_where_it_may_be_another(lang: str, text: str) -> None:
    said = ("ministry", "Ministry", "ministerio", "Министерство")
    assert not any(words in said for words, _ in bodies(text, lang))

"""Posts in English, from titles in three languages."""

import pytest

from dragoman.resolve import Resolver
from dragoman.resolve.posts import held, is_rank, is_single


def posts(text: str, lang: str) -> list[tuple[str, str | None]]:
    return [
        (one.name, one.post)
        for one in Resolver().mentions(text, lang)
        if one.what == "person" and one.form == "name"
    ]


@pytest.mark.parametrize(
    ("lang", "text", "post"),
    [
        ("en", "The defence minister of Ghana, Kofi Adar, spoke.", "minister of defence"),
        ("es", "El ministro de Defensa de Ghana, Kofi Adar, habló.", "minister of defence"),
        ("ru", "Министр обороны Ганы Кофи Адар выступил.", "minister of defence"),
        ("en", "US Defense Secretary Ron Bellick spoke.", "minister of defence"),
        ("en", "Kofi Adar, foreign minister of Ghana, spoke.", "minister of foreign affairs"),
        ("es", "El canciller ecuatoriano Iván Torrel habló.", "minister of foreign affairs"),
        ("ru", "Глава МИД Ганы Кофи Адар выступил.", "minister of foreign affairs"),
        ("en", "Prime Minister Kofi Adar spoke.", "prime minister"),
        ("es", "El primer ministro Kofi Adar habló.", "prime minister"),
        ("ru", "Премьер-министр Ганы Кофи Адар выступил.", "prime minister"),
        ("en", "Vice President Kofi Adar spoke.", "deputy president"),
        ("ru", "Замминистра обороны Ганы Кофи Адар выступил.", "deputy minister of defence"),
        ("es", "El viceministro de Defensa Iván Torrel habló.", "deputy minister of defence"),
        ("en", "Former Defence Minister Kofi Adar spoke.", "former minister of defence"),
        ("es", "El exministro de Defensa Iván Torrel habló.", "former minister of defence"),
        ("ru", "Начальник Генштаба Ганы Кофи Адар выступил.", "head of the general staff"),
        ("es", "El jefe del Estado Mayor, Iván Torrel, habló.", "head of the general staff"),
        ("en", "Lt. Gen. Kofi Adar spoke.", "general"),
        ("ru", "Генерал-майор Кофи Адар выступил.", "general"),
        ("ru", "Официальный представитель МИД Ганы Кофи Адар выступил.",
         "spokesperson of foreign affairs"),
        ("en", "Mr. Kofi Adar spoke.", None),
    ],
)  # fmt: skip
def test_a_title_tells_one_post_in_every_language(lang: str, text: str, post: str | None) -> None:
    assert [told for _, told in posts(text, lang)] == [post]


def test_a_post_beside_a_rank_is_what_counts() -> None:
    text = "General Kofi Adar, defence minister of Ghana, landed. Adar left on Friday."
    assert posts(text, "en") == [("Kofi Adar", "minister of defence"), ("Kofi Adar", None)]


def test_posts_are_told_apart_from_ranks_and_from_those_that_many_hold() -> None:
    assert is_rank("former general")
    assert not is_rank("minister of defence")
    assert is_single("former minister of defence")
    assert not is_single("ambassador")
    assert held("former president") == "president"

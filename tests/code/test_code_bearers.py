"""Persons and bodies that a coding keeps."""

from collections.abc import Callable

import pytest

from dragoman.code.bearers import find_bearers
from dragoman.code.page import Page
from dragoman.model import Bearer, Coding


def test_a_person_is_kept_once_with_all_places_and_posts(page: Callable[..., Page]) -> None:
    text = (
        "Ghana's defence minister, General Kofi Adar, arrived. Adar met the Kenyan Navy. Adar left."
    )
    (adar,) = (one for one in find_bearers(page(text, "en")) if one.what == "person")
    assert (adar.name, adar.country, adar.sector) == ("Kofi Adar", "GHA", "MIL")
    assert [span.of(text) for span in adar.spans] == ["Kofi Adar", "Adar", "Adar"]
    assert [post.name for post in adar.posts] == ["minister of defence"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Kenyan Navy sailed.", ["Navy of Kenya"]),
        ("The navy sailed.", []),
        ("Kenya's defence minister spoke.", []),
        ("Kenya spoke.", []),
    ],
)
def test_only_names_are_kept(page: Callable[..., Page], text: str, named: list[str]) -> None:
    assert [one.name for one in find_bearers(page(text, "en"))] == named


def test_the_coder_keeps_them(code: Callable[..., Coding]) -> None:
    found = code("Министр обороны Ганы Кофи Адар прибыл в Кению.", "ru").bearers
    assert [type(one) for one in found] == [Bearer]
    assert [post.name for post in found[0].posts] == ["minister of defence"]

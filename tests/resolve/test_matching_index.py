"""Known names found again in another writing."""

import random

from dragoman.resolve.matching import NameIndex

KNOWN = [
    ("khrenin", "Viktor Khrenin"),
    ("muraveiko", "Pavel Muraveiko"),
    ("lopez", "Álvaro López Miera"),
    ("castro-r", "Raúl Castro"),
    ("castro-f", "Fidel Castro"),
    ("giap", "Vo Nguyen Giap"),
]


def test_a_name_is_found_in_another_writing() -> None:
    index = NameIndex(KNOWN)
    for name, identity in (
        ("Víktor Jrenin", "khrenin"),
        ("Хренин Виктор Геннадьевич", "khrenin"),
        ("Павел Муравейко", "muraveiko"),
        ("Альваро Лопес Мьера", "lopez"),
        ("Во Нгуен Зяп", "giap"),
    ):
        (best, matched), *_ = index.find(name)
        assert best == identity
        assert matched.reasons


def test_namesakes_stay_apart() -> None:
    index = NameIndex(KNOWN)
    assert [identity for identity, _ in index.find("Рауль Кастро")] == ["castro-r"]


def test_a_family_name_alone_is_of_all_who_have_it() -> None:
    found = NameIndex(KNOWN).find("Castro")
    assert {identity for identity, _ in found} == {"castro-r", "castro-f"}


def test_who_is_not_known_is_not_found() -> None:
    index = NameIndex(KNOWN)
    assert index.find("Odalys Venn") == []
    assert index.find("") == []
    assert len(index) == len(KNOWN)


def test_an_identity_with_many_names_is_found_once() -> None:
    index = NameIndex([*KNOWN, ("khrenin", "Víktor Jrenin"), ("khrenin", "Хренин")])
    assert [identity for identity, _ in index.find("Viktor Hrenin")] == ["khrenin"]


def test_the_order_in_which_names_became_known_changes_nothing() -> None:
    shuffled = list(KNOWN)
    random.Random(1).shuffle(shuffled)
    for name in ("Castro", "Víktor Jrenin", "Лопес Мьера"):
        one, other = NameIndex(KNOWN).find(name), NameIndex(shuffled).find(name)
        assert sorted(one, key=lambda row: row[0]) == sorted(other, key=lambda row: row[0])

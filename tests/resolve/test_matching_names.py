"""Whole names: what is one, what is not, and why."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.matching import match_names

ANY = st.text(max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pável Muravéiko", "Павел Муравейко"),
        ("Pavel Murawejko", "Pável Muravéiko"),
        ("Víktor Jrenin", "Viktor Khrenin"),
        ("Jrenin, Víktor", "Хренин Виктор Геннадьевич"),
        ("gen. Álvaro López Miera", "Альваро Лопес Мьера"),
        ("V. Khrenin", "Viktor Khrenin"),
        ("Виктором Хрениным", "Viktor Khrenin"),
        ("Марией Захаровой", "María Zajárova"),
        ("Дмитрию Пескову", "Dmitri Peskov"),
        ("Vo Nguyen Giap", "Во Нгуен Зяп"),
        ("Аляксандр Лукашенка", "Александр Лукашенко"),
        ("Дмитро Кулеба", "Дмитрий Кулеба"),
        ("Xi Jinping", "Си Цзиньпин"),
        ("Kim Jong-un", "Ким Чен Ын"),
        ("Abdelfatah al Sisi", "Abdel Fattah el-Sisi"),
        ("Muhammad bin Salman", "Mohammed ibn Salman"),
        ("SergeiLavrov", "Sergei Lavrov"),
        ("Ted Doe", "Theodore Doe"),
        ("ბარაკ ობამა", "Barack Obama"),
        ("PLA", "People's Liberation Army"),
        ("JSC Tactical Missiles Corporation", "Tactical Missiles Corporation, OJSC"),
        ("First International Bank", "1st International Bank"),
    ],
)
def test_one_name_in_two_writings(one: str, other: str) -> None:
    found = match_names(one, other)
    assert found.is_match, found
    assert found.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Raúl Castro", "Fidel Castro"),
        ("Li Keqiang", "Wang Qiang"),
        ("Ислам Каримов", "Ислам Керимов"),
        ("Павел Латушко", "Павел Латышко"),
        ("Sergey Viktorovich Lavrov", "Sergey Borisovich Lavrov"),
        ("Hamad bin Khalifa", "Khalifa bin Hamad"),
        ("Александр Петров", "Александра Петрова"),
        ("A. Nazarbayev", "Nursultan Nazarbayev"),
        ("N. N.", "Nursultan Nazarbayev"),
        ("Bank of Chile", "Bank of China"),
        ("Alfa Fund II", "Alfa Fund III"),
        ("Banco Santander México S.A.", "Banco Santander Chile S.A."),
        ("", "Nursultan Nazarbayev"),
        ("...", "!!!"),
    ],
)
def test_two_of_like_names(one: str, other: str) -> None:
    assert not match_names(one, other).is_match


def test_the_case_is_told() -> None:
    assert (
        "виктором хрениным in the instrumental"
        in match_names("Виктором Хрениным", "V. Khrenin").reasons
    )


def test_words_in_two_scripts_are_told_and_match_nothing() -> None:
    found = match_names("Sеrgei Lavrov", "Sergei Lavrov")
    assert not found.is_match
    assert any("two scripts" in reason for reason in found.reasons)


def test_marks_that_nobody_sees_change_nothing() -> None:
    hidden = "Ser\u200bgei \u202eLavrov\u202c\ufeff"
    assert match_names(hidden, "Sergei Lavrov") == match_names("Sergei Lavrov", "Sergei Lavrov")


@given(ANY, ANY)
def test_the_order_of_the_two_makes_no_difference(one: str, other: str) -> None:
    found = match_names(one, other)
    assert found == match_names(other, one)
    assert 0 <= found.score <= 1


@pytest.mark.parametrize("letter", ["a", "щ", "猫", "\u0301", "\u202e", "a ", "1", "'", "-", "A."])
def test_no_text_takes_long(letter: str) -> None:
    long = letter * (100_000 // len(letter))
    began = time.perf_counter()
    match_names(long, long + "b")
    match_names(long, "Nursultan Nazarbayev")
    assert time.perf_counter() - began < 0.2

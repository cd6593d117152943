"""How names sound: practices of writing that meet, and what folding keeps."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.matching.sounds import letters_of, likeness, sounds

NAMES = st.text(st.characters(categories=("L", "M")), max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Хренин", "Khrenin"),
        ("Хренин", "Jrenin"),
        ("Хренин", "Hrenin"),
        ("Муравейко", "Murawejko"),
        ("Муравейко", "Muraveiko"),
        ("Чжао", "Zhao"),
        ("Цзян", "Jiang"),
        ("Шевченко", "Schewtschenko"),
        ("Шевченко", "Chevtchenko"),
        ("Щербаков", "Szczerbakow"),
        ("Хулио", "Julio"),
        ("Гандарилья", "Gandarilla"),
        ("Нгуен", "Nguyen"),
        ("Ким", "Kim"),
        ("Эрдоган", "Erdoğan"),
        ("Ахмадинежад", "Ahmadinejad"),
        ("Qaddafi", "Gaddafi"),
    ],
)
def test_practices_of_writing_meet(one: str, other: str) -> None:
    assert likeness(letters_of(one), letters_of(other)) > 0.85


@pytest.mark.parametrize(
    ("one", "other"),
    [("Иванов", "Sidorov"), ("Kim", "Park"), ("Хренин", "Krylov"), ("Peña", "Vega")],
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert likeness(letters_of(one), letters_of(other)) < 0.6


@given(NAMES)
def test_folding_twice_is_folding_once(name: str) -> None:
    once = letters_of(name)
    assert letters_of(once) == once


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_a_share(one: str, other: str) -> None:
    one, other = letters_of(one), letters_of(other)
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1


def test_a_letter_without_sound_is_left_out() -> None:
    assert sounds("ъ") == (frozenset({""}),)
    assert sounds("猫") == ()


def test_one_letter_without_end_takes_no_time() -> None:
    began = time.perf_counter()
    sounds("a" * 200)
    assert time.perf_counter() - began < 0.1

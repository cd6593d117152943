"""Forms of Russian names of persons led back to the nominative."""

import pytest

from dragoman.resolve.russian_names import is_nominative, nominative, stems


@pytest.mark.parametrize(
    ("name", "case", "expected"),
    [
        ("Иван Петров", "nom", "Иван Петров"),
        ("Ивана Петрова", "gen", "Иван Петров"),
        ("Ивану Петрову", "dat", "Иван Петров"),
        ("Иваном Петровым", "ins", "Иван Петров"),
        ("Иване Петрове", "prep", "Иван Петров"),
        ("Сергея Бродского", "gen", "Сергей Бродский"),
        ("Сергеем Бродским", "ins", "Сергей Бродский"),
        ("Игорю Мельничуку", "dat", "Игорь Мельничук"),
        ("Игорем Мельничуком", "ins", "Игорь Мельничук"),
        ("Андреем Гордеевым", "ins", "Андрей Гордеев"),
        ("Никиты Лескова", "gen", "Никита Лесков"),
        ("Никитой Лесковым", "ins", "Никита Лесков"),
        ("Никитой Кеничи", "ins", "Никита Кеничи"),
        ("Кодзицу Кеничи", "gen", "Кодзицу Кеничи"),
        ("Андрея Кочубу", "acc", "Андрей Кочуба"),
        ("Али Хасана", "gen", "Али Хасан"),
        ("Али Хасаном", "ins", "Али Хасан"),
        ("Анной Светловой", "ins", "Анна Светлова"),
        ("Анны Светловой", "gen", "Анна Светлова"),
        ("Марии Бродской", "gen", "Мария Бродская"),
        ("Марию Светлову", "acc", "Мария Светлова"),
        ("Чарльза Эшби", "gen", "Чарльз Эшби"),
        ("Петрова", "gen", "Петров"),
    ],
)
def test_the_case_of_a_title_leads_back(name: str, case: str, expected: str) -> None:
    assert " ".join(nominative(name.split(), case, False)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Иван Петров", "Иван Петров"),
        ("Иваном Петровым", "Иван Петров"),
        ("Ивана Петрова", "Иван Петров"),
        ("Анной Светловой", "Анна Светлова"),
        ("Анна Светлова", "Анна Светлова"),
        ("Мария Бродская", "Мария Бродская"),
        ("Кеничи Танаки", "Кеничи Танаки"),
        ("И. Петров", "И. Петров"),
    ],
)
def test_without_a_title_the_first_name_tells_the_case(name: str, expected: str) -> None:
    assert " ".join(nominative(name.split(), None, False)) == expected


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Петров", "Петрову", True),
        ("Петров", "Петровым", True),
        ("Бродский", "Бродского", True),
        ("Андрей", "Андреем", True),
        ("Никита", "Никитой", True),
        ("Ли", "Ли", True),
        ("Ли", "Лин", False),
        ("Петров", "Петренко", False),
    ],
)
def test_two_forms_of_one_name(left: str, right: str, same: bool) -> None:
    assert (not stems(left).isdisjoint(stems(right))) is same


@pytest.mark.parametrize(
    ("name", "certain"),
    [
        ("Иван Петров", True),
        ("Ивана Петрова", False),
        ("Иваном Петровым", False),
        ("Петров", False),
    ],
)
def test_a_name_that_can_only_be_in_the_nominative(name: str, certain: bool) -> None:
    assert is_nominative(name.split()) is certain

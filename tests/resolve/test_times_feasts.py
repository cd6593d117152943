from datetime import date

import pytest

from dragoman.resolve.data import LANGS, toml
from dragoman.resolve.times import find_times
from dragoman.resolve.times.feasts import easter, feast_day, nth_weekday, orthodox_easter


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (1983, "1983-04-03", "1983-05-08"),
        (2008, "2008-03-23", "2008-04-27"),
        (2017, "2017-04-16", "2017-04-16"),
        (2021, "2021-04-04", "2021-05-02"),
        (2024, "2024-03-31", "2024-05-05"),
        (2038, "2038-04-25", "2038-04-25"),
    ],
)
def test_easter(year: int, western: str, orthodox: str) -> None:
    assert easter(year).isoformat() == western
    assert orthodox_easter(year).isoformat() == orthodox


def test_easter_is_a_sunday_of_spring() -> None:
    for year in range(1600, 2200):
        assert easter(year).weekday() == orthodox_easter(year).weekday() == 6
        assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
        assert easter(year) <= orthodox_easter(year)


def test_weekdays_are_counted_from_both_ends_of_a_month() -> None:
    assert nth_weekday(2026, 11, 3, 4) == date(2026, 11, 26)
    assert nth_weekday(2027, 5, 0, -1) == date(2027, 5, 31)
    with pytest.raises(ValueError, match="day"):
        nth_weekday(2026, 11, 3, 5)


def test_a_day_kept_every_fourth_year_is_none_of_the_others() -> None:
    rule = {"on": "01-20", "every": 4, "from": 1937}
    assert [feast_day(rule, year) for year in (2024, 2025)] == [None, date(2025, 1, 20)]


@pytest.mark.parametrize("lang", LANGS)
def test_every_feast_falls_on_some_day(lang: str) -> None:
    for rows in toml("times/feasts.toml")[lang].values():
        for row in rows:
            days = [feast_day(row, year) for year in range(2020, 2024)]
            assert any(days), row


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "On {} it burned."), ("es", "Ardió el {}."), ("ru", "В {} он горел.")],
)
def test_every_feast_is_found_by_its_first_name(lang: str, text: str) -> None:
    word = toml(f"times/{lang}.toml")["sets"].get("day", "").split()
    for row in toml("times/feasts.toml")[lang]["feast"]:
        items = [item.split("|")[0] for item in row["forms"][0].split() if item[-1] != "?"]
        name = " ".join(word[0] if item == "@day" else item for item in items)
        found = find_times(text.format(name), lang, "2025-10-08")
        assert [len(one.edtf) for one in found] == [10], name

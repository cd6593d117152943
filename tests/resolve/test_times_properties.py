import random
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import TimeExpression, period
from dragoman.resolve.data import LANGS, toml
from dragoman.resolve.times import find_times
from dragoman.resolve.times.grammar import GROUPS, grammar


def _vocabulary(lang: str) -> list[str]:
    data = toml(f"times/{lang}.toml")
    rows = [row for words in data["classes"].values() for row in words.values()]
    rows += data["sets"].values()
    words = sorted({word for row in rows for word in row.split()})
    numbers = ["7", "31", "29", "99", "2025", "1999", "1848", "1990s", "90-е", "7th", "0", "00"]
    return [*words, *(word.capitalize() for word in words), *numbers, "\n\n", ".", ","]


VOCABULARY = {lang: _vocabulary(lang) for lang in LANGS}

days = st.none() | st.dates().map(date.isoformat) | st.text(max_size=12)


def _hold(text: str, found: list[TimeExpression]) -> None:
    at = 0
    for expression in found:
        assert at <= expression.span.start < expression.span.end <= len(text)
        at = expression.span.end
        period(expression.edtf)


@pytest.mark.parametrize("lang", LANGS)
@settings(deadline=None, max_examples=80)
@given(data=st.data(), published=days)
def test_any_row_of_its_words_is_read_soundly(
    lang: str, data: st.DataObject, published: str | None
) -> None:
    parts = st.lists(st.sampled_from(VOCABULARY[lang]), max_size=25)
    text = data.draw(st.sampled_from((" ", "-", "/"))).join(data.draw(parts))
    _hold(text, find_times(text, lang, published))


@settings(deadline=None, max_examples=80)
@given(text=st.text(max_size=80), lang=st.sampled_from((*LANGS, "und", "zh-Hant", "")))
def test_any_text_is_read_soundly(text: str, lang: str) -> None:
    _hold(text, find_times(text, lang, "2025-10-08"))


def _example(written: str, lang: str, chance: random.Random, depth: int = 0) -> str:
    """Words that fit a form of the data."""
    data, parts = toml(f"times/{lang}.toml"), []
    numbers = {"day": "7", "year": "2024", "oldyear": "1848", "monthnumber": "10", "n": "3"}
    numbers |= {"ancient": "1420", "nth": "80th", "twomonth": "04", "century": "19th"}
    numbers |= {"shortyear": "25", "decade": "1990s" if lang == "en" else "90-е"}
    for part in written.split():
        body = part.removesuffix("?").strip("[]")
        name = body.strip("<>")
        if not body.startswith("<"):
            word = chance.choice(body.split("|"))
            parts.append(chance.choice(data["sets"][word[1:]].split()) if word[0] == "@" else word)
        elif name in GROUPS:
            rows = data.get(name) or data["base"]
            form = chance.choice(chance.choice(rows)["forms"])
            parts.append(_example(form, lang, chance, depth + 1))
        elif name in numbers:
            parts.append(numbers[name])
        else:
            row = chance.choice(sorted(data["classes"][name].values()))
            parts.append(chance.choice(row.split()).capitalize())
    return " ".join(parts)


@pytest.mark.parametrize("lang", LANGS)
def test_every_form_of_the_data_can_be_read(lang: str) -> None:
    chance = random.Random(7)
    data = toml(f"times/{lang}.toml")
    for group in GROUPS:
        for form in (form for row in data.get(group, ()) for form in row["forms"]):
            for lead in ("", "It left on 3 March 2024. Salió el 3 de marzo. Ушло 3 марта. "):
                text = lead + _example(form, lang, chance)
                _hold(text, find_times(text, lang, "2025-10-08"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_day_of_two_years_is_read_back(lang: str) -> None:
    names = {
        value: words.split()
        for value, words in toml(f"times/{lang}.toml")["classes"]["mon"].items()
    }
    for step in range(0, 731, 5):
        day = date(2024, 1, 1) + timedelta(days=step)
        joint = " de " if lang == "es" else " "
        text = f"{day.day}{joint}{names[str(day.month)][0].capitalize()}{joint}{day.year}"
        assert [found.edtf for found in find_times(text, lang, None)] == [day.isoformat()]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("unit", ["a", "7", "я", "7" * 9 + " "])
def test_a_long_row_of_one_sign_takes_no_time(lang: str, unit: str) -> None:
    grammar(lang)
    text = (unit * 100_000)[:100_000]
    started = time.process_time()
    assert find_times(text, lang, "2025-10-08") == []
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "unit",
    [
        "1-",
        "the end of ",
        "from May ",
        "a finales de ",
        "в начале ",
        "the day before ",
        "за день до ",
    ],
)
def test_time_grows_with_the_length_alone(lang: str, unit: str) -> None:
    find_times(unit * 2000, lang, "2025-10-08")

    def seconds(count: int) -> float:
        started = time.process_time()
        find_times(unit * count, lang, "2025-10-08")
        return time.process_time() - started

    # The best of three: what else the machine does must not count. A square law would give 16.
    least = min(seconds(2000) for _ in range(3))
    assert min(seconds(8000) for _ in range(3)) < 10 * max(least, 0.01)

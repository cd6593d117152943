import hashlib
import lzma
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.resolve.gazetteer import Found, longest_name, manifest
from dragoman.resolve.gazetteer.russian import is_form
from dragoman.resolve.words import words

ROOT = Path(__file__).resolve().parents[2]


def look_up(text: str, lang: str) -> Found | None:
    return longest_name(words(text), 0, lang)


@pytest.mark.parametrize(
    ("text", "lang", "name", "country"),
    [
        ("Benghazi", "en", "Benghazi", "LBY"),
        ("Port-au-Prince", "en", "Port-au-Prince", "HTI"),
        ("Port au Prince", "es", "Port-au-Prince", "HTI"),
        ("St. Petersburg", "en", "Saint Petersburg", "RUS"),
        ("Ciudad del Cabo", "es", "Cape Town", "ZAF"),
        ("La Haya", "es", "The Hague", "NLD"),
        ("Járkov", "es", "Kharkiv", "UKR"),
        ("estrecho de Ormuz", "es", "Strait of Hormuz", None),
        ("Gulf of Aden", "en", "Gulf of Aden", None),
        ("Ростове-на-Дону", "ru", "Rostov-on-Don", "RUS"),
        ("Нижнем Новгороде", "ru", "Nizhniy Novgorod", "RUS"),
        ("Ормузском проливе", "ru", "Strait of Hormuz", None),
        ("острова Змеиного", "ru", "Snake Island", "UKR"),
        ("Нью-Йорком", "ru", "New York City", "USA"),
        ("Сеуте", "ru", "Ceuta", "ESP"),
        ("Приштине", "ru", "Pristina", "XKX"),
    ],
)
def test_names_lead_to_places(text: str, lang: str, name: str, country: str | None) -> None:
    found = look_up(text, lang)
    assert found is not None
    assert (found.places[0].name, found.places[0].country) == (name, country)
    assert found.last == len(words(text))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Sevastopol", "en"),
        ("Donetsk", "en"),
        ("Srinagar", "en"),
        ("Tiraspol", "en"),
        ("Laayoune", "en"),
        ("Golan Heights", "en"),
        ("Cachemira", "es"),
        ("Крым", "ru"),
        ("Черное море", "ru"),
    ],
)
def test_disputed_places_and_seas_have_no_country(text: str, lang: str) -> None:
    found = look_up(text, lang)
    assert found is not None
    assert found.places[0].country is None


@pytest.mark.parametrize("text", ["benghazi", "xyzzyville", "Xyzzyville", "of", "—", "17"])
def test_what_is_no_name_is_not_found(text: str) -> None:
    assert look_up(text, "en") is None


def test_namesakes_stand_by_population() -> None:
    found = look_up("Tripoli", "en")
    assert found is not None
    people = [place.population or 0 for place in found.places]
    assert people == sorted(people, reverse=True)
    assert {place.country for place in found.places} >= {"LBY", "LBN"}


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("казанью", "казань"),
        ("ярославлем", "ярославль"),
        ("череповца", "череповец"),
        ("грозном", "грозный"),
        ("барановичах", "барановичи"),
        ("сумах", "сумы"),
        ("внукове", "внуково"),
        ("одессой", "одесса"),
        ("токио", "токио"),
    ],
)
def test_russian_forms(form: str, base: str) -> None:
    assert is_form(form, base)


@pytest.mark.parametrize(
    ("form", "base"), [("казак", "казань"), ("сумка", "сумы"), ("одессит", "одесса")]
)
def test_other_russian_words_are_no_forms(form: str, base: str) -> None:
    assert not is_form(form, base)


def test_the_shipped_file_is_that_of_the_manifest() -> None:
    packed = files("dragoman.resolve.gazetteer").joinpath(manifest()["file"]).read_bytes()
    assert hashlib.sha256(lzma.decompress(packed)).hexdigest() == manifest()["sha256"]
    assert len(packed) < 3_000_000
    assert "GeoNames" in manifest()["source"]


def test_the_shipped_file_is_that_of_a_fresh_build() -> None:
    command = [sys.executable, "tools/build_gazetteer.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

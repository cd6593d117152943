"""Broken inputs, made by a seeded generator: what people's folders and servers really hold.

made = write_inputs(folder, rounds=4)
made.broken     # path -> whether it must fail (else it may be read for what is left of it)
made.good       # path -> language
"""

import gzip
import io
import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from misbehaving import ENTITY_BOMB, EXTERNAL_ENTITY, PAGES, page, rss

Make = Callable[[random.Random], bytes]

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
ZIP = b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00"
SENTENCE = "The navies of Portugal and Japan held a joint exercise off Lisbon on 7 October 2025. "


@dataclass(frozen=True)
class Inputs:
    """What was made; `True` of a broken one where nothing of it can be read."""

    broken: dict[str, bool] = field(default_factory=dict)
    good: dict[str, str] = field(default_factory=dict)


def pdf(*lines: str, encrypt: str | None = None) -> bytes:
    body = io.BytesIO()
    canvas = Canvas(body, encrypt=encrypt, invariant=1)
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 16 * number, line)
    canvas.save()
    return body.getvalue()


PAPER = pdf(
    "The navies of Portugal and Japan held a joint exercise off Lisbon on",
    "7 October 2025, the Portuguese Ministry of Defence said on Tuesday.",
)


def noise(dice: random.Random) -> bytes:
    return dice.randbytes(dice.randrange(200, 4000)).replace(b"\n", b"")


def after(head: bytes) -> Make:
    return lambda dice: head + noise(dice)


def same(body: bytes) -> Make:
    return lambda dice: body


def cut(body: bytes) -> Make:
    return lambda dice: body[: dice.randrange(1, len(body))]


def flipped(body: bytes) -> Make:
    def make(dice: random.Random) -> bytes:
        damaged = bytearray(body)
        for _ in range(30):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        return bytes(damaged)

    return make


def sprinkled(body: bytes, what: bytes, times: int) -> Make:
    def make(dice: random.Random) -> bytes:
        for _ in range(times):
            place = dice.randrange(len(body))
            return body[:place] + what * times + body[place:]
        return body

    return make


def nested(tag: bytes, least: int) -> Make:
    return lambda dice: (b"<" + tag + b">") * dice.randrange(least, 2 * least) + SENTENCE.encode()


def line(**fields: object) -> Make:
    return same(json.dumps({"id": "L-1", "lang": "en", "text": SENTENCE, **fields}).encode())


def text(number: int) -> str:
    return PAGES[number][2]


#: Suffix, maker, and whether nothing of it can be read.
RECIPES: list[tuple[str, Make, bool]] = [
    (".html", cut(page(1)), False),
    (".html", cut(page(3)), False),
    (".html", flipped(page(2)), False),
    (".html", noise, False),
    (".html", after(PNG), True),
    (".html", after(ZIP), True),
    (".html", sprinkled(page(1), b"\0", 40), True),
    (".html", nested(b"div", 10_000), False),
    (".html", nested(b"b", 60_000), True),
    (".html", same(b"<html><body></body></html>"), True),
    (".html", same(b"<!DOCTYPE html><script>" + b"x=1;" * 2000), True),
    (".html", sprinkled(page(2), b"&#xD800;&#0;&#x110000;", 50), False),
    (".html", same(page(3).decode().encode("koi8-r", "replace")), False),
    (".html", same(page(1).decode().encode("utf-16-le")), False),
    (".html", same(b""), True),
    (".txt", noise, False),
    (".txt", after(PNG), True),
    (".txt", after(b"\x7fELF\x02\x01\x01\0\0\0\0"), True),
    (".txt", same(text(1).encode("utf-16-le")), True),
    (".txt", same(text(3).encode("utf-16-be")), False),
    (".txt", same(text(3).encode("utf-8")[1::2]), False),
    (".txt", sprinkled(text(1).encode(), b"\0", 9), True),
    (".txt", sprinkled(text(2).encode(), b"\xed\xa0\x80", 3), False),
    (".txt", same(b""), True),
    (".txt", same(b" \r\n\t" * 500), True),
    (".txt", same(b"\xef\xbb\xbf"), True),
    (".txt", same(b"404 Not Found"), True),
    (".txt", same(SENTENCE.encode() * 13_000), True),
    (".txt", same(b"([{<" * 20_000), True),
    (".txt", same(PAPER), True),
    (".pdf", cut(PAPER), False),
    (".pdf", flipped(PAPER), False),
    (".pdf", noise, True),
    (".pdf", after(b"%PDF-1.7\n"), True),
    (".pdf", same(page(1)), True),
    (".pdf", same(pdf()), True),
    (".pdf", same(pdf(SENTENCE, encrypt="secret")), True),
    (".pdf", same(b""), True),
    (".jsonl", cut(json.dumps({"id": "cut", "text": SENTENCE}).encode()), True),
    (".jsonl", noise, True),
    (".jsonl", lambda dice: b"[" * dice.randrange(10_000, 90_000), True),
    (".jsonl", lambda dice: b'{"a":' * dice.randrange(10_000, 90_000), True),
    (".jsonl", line(text="half \ud83d of a face. " + SENTENCE), True),
    (".jsonl", line(id="half \udc00"), True),
    (".jsonl", line(title="half \udfff"), True),
    (".jsonl", line(text=None), True),
    (".jsonl", line(id=None), True),
    (".jsonl", line(id="two\nlines"), True),
    (".jsonl", line(published="the day before"), True),
    (".jsonl", line(text="a\u0000" + SENTENCE), False),
    (".jsonl", line(text=""), True),
    (".jsonl", line(text=["a", "list"]), True),
    (".jsonl", same(b'{"id": "big", "text": 1' + b"0" * 5000 + b"}"), True),
    (".jsonl", same(b"NaN"), True),
    (".rss", same(ENTITY_BOMB), True),
    (".atom", same(EXTERNAL_ENTITY.encode("utf-16")), True),
    (".rss", same(b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>'), True),
    (".rss", same(rss("http://10.0.0.1")[:300]), True),
    (".rss", same(gzip.compress(rss("http://10.0.0.1"))), True),
    (".rss", noise, True),
    (".atom", nested(b"entry", 5_000), True),
]

GOOD: list[tuple[str, bytes, str]] = [
    ("page-en.html", page(1), "en"),
    ("page-es.htm", page(2), "es"),
    ("page-ru.html", page(3), "ru"),
    ("text-en.txt", text(1).encode(), "en"),
    ("text-es.txt", text(2).encode("cp1252"), "es"),
    ("text-ru.txt", text(3).encode(), "ru"),
    ("text-1251.txt", text(3).encode("cp1251"), "ru"),
    ("text-koi8.txt", text(3).encode("koi8-r"), "ru"),
    ("text-bom.txt", text(3).encode("utf-16"), "ru"),
    ("text-crlf.txt", text(1).replace(". ", ".\r\n\r\n").encode(), "en"),
    ("paper.pdf", PAPER, "en"),
    ("имя со словами.txt", text(2).encode(), "es"),
]


def write_inputs(folder: Path, rounds: int) -> Inputs:
    """All recipes, `rounds` times each, with the good ones among them."""
    dice = random.Random(20)
    made = Inputs()
    for round_ in range(rounds):
        for number, (suffix, make, fails) in enumerate(RECIPES):
            path = folder / f"{round_}-{number:02}{suffix}"
            path.write_bytes(make(dice))
            made.broken[str(path)] = fails
    for place, (name, body, lang) in enumerate(GOOD):
        path = folder / f"{place % rounds}-{place * 5:02}-{name}"
        path.write_bytes(body)
        made.good[str(path)] = lang
    _write_lines(folder, made)
    _write_odd_ones(folder, made)
    return made


def _write_lines(folder: Path, made: Inputs) -> None:
    """Good lines before, between and after broken ones, and one of fifty megabytes."""
    path = folder / "2-lines.jsonl"
    with path.open("wb") as file:
        for number in PAGES:
            row = {"id": f"good-{number}", "lang": PAGES[number][0], "text": text(number)}
            file.write(json.dumps(row).encode() + b"\n")
            made.good[f"{path}#good-{number}"] = PAGES[number][0]
            if number == 1:
                file.write(b'{"id": "long", "text": "' + b"x" * 50_000_000 + b'"}\n')
                made.broken[f"{path}:2"] = True
            else:
                file.write(b"{'id': 'python'}\n")
                made.broken[f"{path}:{2 * number}"] = True


def _write_odd_ones(folder: Path, made: Inputs) -> None:
    """What the file system itself makes hard."""
    (folder / "large.txt").write_bytes(b"x" * 50_000_000)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "gone.html").symlink_to(folder / "nowhere.html")
    os.mkfifo(folder / "pipe.txt")
    for name in ("large.txt", "loop.txt", "gone.html", "pipe.txt"):
        made.broken[str(folder / name)] = True
    odd = folder / "two\nlines\x1b[2J.txt"
    odd.write_bytes(b"")
    made.broken[str(odd)] = True
    not_unicode = os.fsencode(folder) + b"/\xff.txt"
    with open(not_unicode, "wb"):
        made.broken[f"{folder}/\\udcff.txt"] = True

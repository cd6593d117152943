"""Erasure of a person: found in every form, masked at the same length, and nothing left behind."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ErasedError, MissingError, UsageError
from dragoman.ledger import EntryFilter, Ledger, open_ledger
from dragoman.ledger.audit.names import MASK, Person
from dragoman.model import (
    Bearer,
    Coding,
    Dateline,
    Document,
    Figure,
    Ground,
    Party,
    Place,
    Post,
    Quote,
    Report,
    Span,
)
from ledger.raw import dump
from values import ECUADOR, a_document, a_report, an_event, at, coded, news

ASKED = ("A. Clerk", "the person asked for it")
NAME = "Radomir Kvetlov"
TEXTS = {
    "en": "Radomir Kvetlov, envoy of Portugal, landed in Quito. “We talk,” KVETLOV'S aide said.",
    "es": "El enviado Radomír Kvétlov visitó Quito; R. Kvetlov habló con Ecuador el lunes.",
    "ru": "Посла Радомира Кветлова ждут в Кито. С Кветловым, говорил Р. С. Кветлов, Анна Орлова.",
}
#: Beginnings of the name in both scripts: no form of it lacks them.
STEMS = ("kvetl", "kvétl", "кветл", "radom", "радом")


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        (NAME, TEXTS["en"], "_ _, envoy of Portugal, landed in Quito. “We talk,” _ aide said."),
        (NAME, TEXTS["es"], "El enviado _ _ visitó Quito; _. _ habló con Ecuador el lunes."),
        (NAME, TEXTS["ru"], "Посла _ _ ждут в Кито. С _, говорил _. _. _, Анна Орлова."),
        (NAME, "KVETLOV RADOMIR; Kvetlov, Radomir; Радомиру Кветлову", "_ _; _, _; _ _"),
        (NAME, "о Радомире Кветлове, Кветлову", "о _ _, _"),
        (NAME, "Radomir\nKvetlov and Radomir Ilin", "_\n_ and Radomir Ilin"),
        (NAME, "Радоми\u0301р Кветло\u0301в, Kvet\u00adlov", "_ _, _"),
        ("Радомир Кветлов", "Radomir Kvetlov's plan, Kvetlov’s", "_ _ plan, _"),
        ("Anna Dorenko", "с Анной Доренко и А. Доренко", "с _ _ и _. _"),
        ("Анна Ковалёва", "Анны Ковалёвой, Анне Ковалевой, Anna Kovaleva", "_ _, _ _, _ _"),
        ("Juan Quillerque López", "Juan Quillerque; Quillerque López; J. López", "_ _; _ _; _. _"),
        ("Bashar al-Kvetli", "Bashar al-Kvetli, Башару Кветли", "_ _-_, _ _"),
        ("Kvet Jong-il", "Kvet Jong Il met Jong-il", "_ _ _ met _-_"),
        ("Kvetlov", "Кветлова, Ivan Kvetlov", "_, Ivan _"),
        ("Rаdomir Kvetlоv", "Two scripts in one: Rаdomir Kvetlоv", "Two scripts in one: _ _"),
    ],
)
def test_a_name_is_masked_in_every_form(name: str, text: str, left: str) -> None:
    person = Person([name])
    assert person.is_named(text)
    found = person.mask(text)
    assert len(found) == len(text)
    assert re.sub(f"{MASK}+", "_", found) == left


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Radomir Ilin met Sergei Kvetlov",
        "Radomir met Kvetlov",
        "Kvetlov",
        "Maria Kvetlova",
        "President Kvetlov",
        "Radomir Kvetlovsky",
        "the radomir kvetlov of small letters",
        "Kvetlov. The report ends. Radomir",
    ],
)
def test_another_name_is_not_taken_for_it(text: str) -> None:
    assert not Person([NAME]).is_named(text)


def test_an_address_has_no_capitals() -> None:
    person = Person([NAME])
    assert person.is_named("https://x.example/radomir-kvetlov-in-quito", cased=False)
    assert not person.is_named("https://x.example/radomir-in-quito", cased=False)


def test_a_short_form_counts_where_a_longer_one_stands() -> None:
    person = Person([NAME, "Rado"])
    assert person.mask("Radomir Kvetlov, Rado") == f"{MASK * 7} {MASK * 7}, {MASK * 4}"
    assert not person.is_named("Rado")
    assert Person(["Rado"]).is_named("Rado")


@pytest.mark.parametrize("names", [[], [" "], ["Al"], ["X"], ["Mr"], [NAME, "X"]])
def test_what_is_no_name_is_refused(names: list[str]) -> None:
    with pytest.raises(UsageError):
        Person(names)


@given(st.text(st.sampled_from("RadomirKvetlov КветлюЁ.,-'\n\u0301IR")))
def test_whatever_the_text_its_length_stays(text: str) -> None:
    person = Person([NAME])
    found = person.mask(text)
    assert len(found) == len(text)
    assert all(new in (old, MASK) for old, new in zip(text, found, strict=True))
    assert not person.is_named(found)


def telling(lang: str) -> tuple[Document, Report, Coding]:
    """A report that names the person in all its parts, with its document and its coding."""
    text = TEXTS[lang]
    address = f"https://x.example/{lang}/radomir-kvetlov"
    page = a_document(address, f"<p>{text}".encode(), hints=(("title", NAME),))
    source = a_report(
        address,
        text,
        lang=lang,
        title=f"{NAME} travels",
        outlet="Kvetlov Radomir Daily",
        credits=(f"Agency {NAME}", "Andes Wire"),
        dateline=Dateline(Span(0, 4), NAME, "3 March"),
        fingerprint=tuple(range(128)),
        document_id=page.id,
        canonical=f"https://y.example/{lang}/radomir-kvetlov",
    )
    words = {"en": "landed in Quito", "es": "visitó Quito", "ru": "ждут в Кито"}[lang]
    # One cut of the words about it begins within the name.
    place = replace(at(text, words), prefix=text[text.index(words) - 3 : text.index(words)])
    envoy = Party(f"Envoy {NAME}", "PRT", "GOV")
    event = an_event(
        source,
        initiator=(envoy,),
        recipient=(ECUADOR, Party(NAME, None)),
        evidence=(place, at(text, text[:20])),
        said_by=(f"aide to {NAME}", "Kvetlov"),
        place=Place(f"Villa {NAME}", None),
        grounds=(Ground("initiator", Span(0, 5), f"{NAME}: PRT"),),
        key="kvetlov-visits-quito",
    )
    found = coded(
        source,
        event,
        quotes=(
            Quote(text[3:30], NAME, at(text, text[3:30])),
            Quote(f"I, {NAME}, talk", "Andes", None),
        ),
        figures=(Figure(f"boats of {NAME}", 2, None, None, "Kvetlov", (NAME,), place),),
        origin=f"{NAME} Office",
        bearers=(
            Bearer("person", NAME, "PRT", None, (Span(0, 4),), (Post("envoy", Span(0, 4)),)),
            Bearer("body", f"Party of {NAME}", None, None, (Span(0, 4),)),
        ),
    )[1]
    return page, source, found


@pytest.fixture
def ledger(path: Path) -> Ledger:
    opened = open_ledger(path, clock=lambda: "2031-05-01T10:00:00Z")
    for lang in TEXTS:
        page, source, found = telling(lang)
        opened.add_document(page)
        opened.add(source, found)
    opened.add_document(a_document("https://x.example/b", f"<b>{TEXTS['ru']}".encode()))
    opened.add_all([news(1), news(2)])
    return opened


def left(path: Path) -> set[str]:
    """Beginnings of the name that stand in a file of the ledger or in a row of it."""
    files = [one.read_bytes().decode("utf-8", "ignore") for one in path.parent.iterdir()]
    rows = [row for table in dump(path).values() for row in table]
    return {stem for stem in STEMS if any(stem in one.lower() for one in (*files, *rows))}


def test_no_form_of_the_name_is_left(ledger: Ledger) -> None:
    assert left(ledger.path) == set(STEMS)
    erased = ledger.erase_person([NAME], *ASKED)
    assert left(ledger.path) == set()
    ledger.close()
    assert left(ledger.path) == set()
    assert {"Радомира Кветлова", "R. Kvetlov", "KVETLOV'S", "Р. С. Кветлов"} <= set(erased.words)


def test_documents_that_nothing_rests_on_go_where_they_name_the_person(ledger: Ledger) -> None:
    kept = a_document("https://x.example/c", b"<p>Sergei Kvetlov of Quito")
    gone = (
        a_document("https://x.example/d", TEXTS["ru"].encode("cp1251"), media_type="text/plain"),
        a_document("https://x.example/e", b"<p>Radomir Kv&eacute;tlov"),
        a_document("https://x.example/f", hints=(("author", NAME),)),
        a_document("https://x.example/radomir_kvetlov"),
    )
    for one in (kept, *gone):
        ledger.add_document(one)
    ledger.erase_person([NAME], *ASKED)
    assert ledger.document(kept.address) == kept
    for one in gone:
        with pytest.raises(MissingError):
            ledger.document(one.address)
    assert ledger.check() == []


def test_all_holds_and_every_offset_stays(ledger: Ledger) -> None:
    before = {lang: telling(lang) for lang in TEXTS}
    stones = ledger.erase_person([NAME], *ASKED).stones
    assert ledger.check() == []
    assert {(one.what, one.how) for one in stones} == {
        *(("report", "masked"), ("coding", "masked")),
        *(("document", "masked"), ("document", "removed")),
    }
    for _, source, found in before.values():
        kept = ledger.report(source.id)
        assert (kept.id, kept.sentences) == (source.id, source.sentences)
        assert len(kept.text) == len(source.text)
        assert kept.title == f"{MASK * 7} {MASK * 7} travels"
        assert kept.ref == f"https://x.example/{source.lang}/{MASK * 7}-{MASK * 7}"
        assert kept.fingerprint != source.fingerprint
        (coding,) = ledger.codings(source.id)
        assert (coding.id, coding.text_sha256) == (found.id, kept.text_sha256)
        (event,), (told,) = coding.events, found.events
        for piece, former in zip(event.evidence, told.evidence, strict=True):
            assert piece.span == former.span
            assert piece.exact == piece.span.of(kept.text)
            assert piece.prefix == kept.text[piece.start - len(former.prefix) : piece.start]
            assert len(piece.suffix) == len(former.suffix)
        assert event.said_by == (f"aide to {MASK * 7} {MASK * 7}", MASK * 7)
        assert event.key == f"{MASK * 7}-visits-quito"
        assert coding.quotes[0].text == kept.text[3:30]
        (bearer,) = coding.bearers
        assert bearer.name == f"Party of {MASK * 7} {MASK * 7}"
        assert coding.origin == f"{MASK * 7} {MASK * 7} Office"
        assert ledger.document(f"https://x.example/{source.lang}/{MASK * 7}-{MASK * 7}").body == b""


def test_entries_stay_and_are_found_by_what_is_left(ledger: Ledger) -> None:
    former = {one.id for one in ledger.entries()}
    assert ledger.count(EntryFilter(text="kvetlov")) > 0
    ledger.erase_person([NAME], *ASKED)
    assert {one.id for one in ledger.entries()} == former
    assert ledger.count(EntryFilter(text="kvetlov")) == 0
    assert ledger.count(EntryFilter(text="travels")) > 0


def test_reports_of_others_stay_as_they_are(ledger: Ledger) -> None:
    other = news(1)[0]
    before = dump(ledger.path)["report"]
    ledger.erase_person([NAME], *ASKED)
    assert ledger.report(other.id) == other
    assert len(set(before) & set(dump(ledger.path)["report"])) == 2


def test_the_words_do_not_come_back(ledger: Ledger) -> None:
    page, source, found = telling("en")
    ledger.erase_person([NAME], *ASKED)
    for coding in (found, replace(found, coder="hand-2")):
        with pytest.raises(ErasedError):
            ledger.add(source, coding)
    with pytest.raises(ErasedError):
        ledger.add_document(page)
    masked = ledger.report(source.id)
    assert ledger.add(*coded(masked, an_event(masked, "landed in Quito"), coder="hand-2"))
    assert ledger.check() == []


def test_a_second_erasure_follows_the_first(ledger: Ledger) -> None:
    ledger.erase_person([NAME], *ASKED)
    stones = ledger.erase_person(["Anna Orlova"], *ASKED).stones
    assert [one.what for one in stones] == ["coding", "report"]
    assert ledger.check() == []
    assert "Орлова" not in ledger.report(telling("ru")[1].id).text
    assert ledger.erase_person([NAME], *ASKED).stones == ()
    ledger.erase_report(telling("ru")[1].id, *ASKED)
    assert ledger.check() == []


def test_a_dry_run_changes_nothing(ledger: Ledger) -> None:
    before = dump(ledger.path)
    told = ledger.erase_person([NAME], *ASKED, dry_run=True)
    assert dump(ledger.path) == before
    assert ledger.erase_person([NAME], *ASKED) == told


@pytest.mark.parametrize("words", [("Radomir Kvetlov", "x"), ("x", "Кветлов asked")])
def test_author_and_reason_do_not_hold_the_name(ledger: Ledger, words: tuple[str, str]) -> None:
    before = dump(ledger.path)
    with pytest.raises(UsageError, match="hold the name"):
        ledger.erase_person([NAME], *words)
    assert dump(ledger.path) == before

"""What reports rest on: invented stories in three languages, read for real."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ledger import Ledger
from dragoman.ledger.origins import Graph, independent, rate_sources, shared_origins
from dragoman.ledger.origins.owners import medium_name, owner_of
from dragoman.ledger.origins.sources import own_source
from dragoman.model import Coding, Report
from dragoman.publish.origins import graph_row, independence_line, independence_row
from dragoman.resolve import Resolver
from dragoman.resolve.countries import country_names
from ledger.rooted import (
    ACROSS,
    ENGLISH,
    OTHER,
    RELEASE,
    RUSSIAN,
    SPANISH,
    UNKNOWN,
    graph,
    roots,
    told,
)

Stories = Sequence[tuple[Report, Coding]]

NORWAY = "Ministry of Defence of Norway, 2031-03-03"
IN_THREE_LANGUAGES = (
    told("harbour", ENGLISH),
    told("faro", SPANISH, lang="es"),
    told("bereg", RUSSIAN, lang="ru", published="2031-03-04"),
)
OWN = told("site", RELEASE, outlet="Ministry of Defence of Norway", outlet_country="NOR")
ALL = (
    *IN_THREE_LANGUAGES,
    OWN,
    told("nairobi", OTHER),
    told("across", ACROSS),
    told("beach", UNKNOWN),
)


def kinds(found: Graph, kind: str, stories: Stories) -> set[tuple[str, str]]:
    """Edges of a kind, reports by their names."""
    refs = {report.id: report.ref for report, _ in stories}
    edges = [edge for edge in found.edges if edge.kind == kind]
    return {(refs[edge.one], refs.get(edge.other, edge.other)) for edge in edges}


def test_one_release_in_three_languages_and_at_its_source_is_one_origin() -> None:
    stories = (*IN_THREE_LANGUAGES, OWN)
    found = graph(*stories)
    assert roots(found, stories) == {NORWAY: ["bereg", "faro", "harbour", "site"]}
    assert kinds(found, "cites", stories) == {(report.ref, NORWAY) for report, _ in stories}


def test_what_shows_a_source_are_words_of_the_text() -> None:
    found = graph(*IN_THREE_LANGUAGES)
    texts = {report.id: report.text for report, _ in IN_THREE_LANGUAGES}
    shown = {edge.words.exact for edge in found.edges if edge.words}
    assert shown == {
        "Norwegian Ministry of Defence",
        "Ministerio de Defensa de Noruega",
        "Минобороны Норвегии",
    }
    for edge in found.edges:
        assert edge.words is not None
        assert edge.words.span.of(texts[edge.one]) == edge.words.exact


def test_two_releases_of_one_ministry_on_a_day_are_two_origins() -> None:
    stories = (IN_THREE_LANGUAGES[0], told("nairobi", OTHER))
    assert roots(graph(*stories), stories) == {
        NORWAY: ["harbour"],
        f"{NORWAY} (2)": ["nairobi"],
    } or (roots(graph(*stories), stories) == {NORWAY: ["nairobi"], f"{NORWAY} (2)": ["harbour"]})


def test_a_third_report_does_not_bring_two_releases_together() -> None:
    found = roots(graph(*ALL), ALL)
    assert ["nairobi"] in found.values()
    assert ["bereg", "faro", "harbour", "site"] in found.values()


def test_both_sides_of_a_meeting_are_two_origins() -> None:
    stories = (IN_THREE_LANGUAGES[0], told("across", ACROSS))
    assert sorted(roots(graph(*stories), stories).values()) == [["across"], ["harbour"]]


def test_the_same_words_weeks_later_are_another_saying() -> None:
    stories = (IN_THREE_LANGUAGES[0], told("late", SPANISH, lang="es", published="2031-04-20"))
    assert len(graph(*stories).roots) == 2


def test_unknown_is_counted_and_never_shared() -> None:
    far = (
        "On 3 March 2031 a Norwegian boat lay off Montevideo with her lights out, and in the "
        "morning she was gone. Fishermen of Uruguay saw neither flag nor name."
    )
    stories = (told("beach", UNKNOWN), told("boat", far))
    found = graph(*stories)
    assert roots(found, stories) == {"": ["beach", "boat"]}
    counted = independent([report.id for report, _ in stories], found)
    assert (counted.voices, len(counted.unknown)) == ((), 2)
    assert shared_origins(found) == {}


def test_a_reprint_copies_the_earlier_report_and_names_it() -> None:
    later = told("reprint", UNKNOWN + " It was so.", published="2031-03-20", outlet="Late Post")
    stories = (told("first", UNKNOWN, outlet="Early Post"), later)
    found = graph(*stories)
    assert kinds(found, "copies", stories) == {("reprint", "first")}
    (root,) = found.roots
    assert (root.name, root.source.what) == ("Early Post, 2031-03-03", "medium")


def test_who_credits_an_agency_has_its_news_from_the_agencys_own_report() -> None:
    agency = told("agency", ENGLISH, outlet="BelTA", outlet_country="BLR")
    paper = told("paper", "MINSK, March 3 (BelTA) - " + ENGLISH, published="2031-03-04")
    nested = told("nested", "BelTA reported on 3 March 2031, citing the Norwegian Ministry of "
                  "Defence, that Torvald Brekkestad and Amadeo Ferreyra had signed a plan for 140 "
                  "sailors in Montevideo.")  # fmt: skip
    stories = (agency, paper, nested)
    found = graph(*stories)
    assert roots(found, stories) == {NORWAY: ["agency", "nested", "paper"]}
    assert ("nested", "BelTA") in kinds(found, "credits", stories)
    assert ("nested", NORWAY) in kinds(found, "cites", stories)
    assert ("nested", "agency") in kinds(found, "credits", stories)


def test_a_state_its_ministry_and_its_agency_are_one_voice() -> None:
    ministry = told(
        "ministry",
        "Belarus and Norway will hold a joint drill near Brest in May 2031, the Belarusian "
        "Ministry of Defence announced.",
    )
    agency = told("agency", "A drill of 300 men is being prepared near the town of Brest. (BelTA)")
    other = told(
        "oslo",
        "The Norwegian Ministry of Defence denied on Monday that it had agreed on any drill.",
    )
    stories = (ministry, agency, other)
    found = graph(*stories)
    assert len(found.roots) == 3
    counted = independent([report.id for report, _ in stories], found)
    assert [len(voice.report_ids) for voice in counted.voices] == [2, 1]
    told_why = " / ".join(counted.voices[0].reasons)
    assert "one state speaks in all of them: Belarus" in told_why
    assert "BelTA is run by Republic of Belarus" in told_why


def test_only_the_reports_asked_for_are_counted() -> None:
    found = graph(*ALL)
    ids = {report.ref: report.id for report, _ in ALL}
    counted = independent([ids["harbour"], ids["beach"], ids["harbour"]], found)
    assert [voice.report_ids for voice in counted.voices] == [(ids["harbour"],)]
    assert counted.unknown == (ids["beach"],)
    reports = {report.id: report for report, _ in ALL}
    assert independence_line(counted, reports, 3) == (
        "5 reports, 2 outlets, 1 origin, 1 independent, 1 report of unknown origin, "
        "3 reports not looked at"
    )


@settings(max_examples=12, deadline=None)
@given(st.permutations(ALL), st.integers(0, len(ALL)))
def test_neither_order_nor_repetition_matters(
    shuffled: list[tuple[Report, Coding]], n: int
) -> None:
    assert graph(*shuffled, *shuffled[:n]) == graph(*ALL)


def test_the_three_of_a_kind_are_brought_together_in_any_order() -> None:
    for order in permutations(IN_THREE_LANGUAGES):
        assert len(graph(*order).roots) == 1


@pytest.mark.parametrize(
    ("outlet", "country", "body"),
    [
        ("Ministry of Defence of Norway", None, "Ministry of Defence of Norway"),
        ("Telegram channel of the Embassy of Kenya in Peru", "KEN", "Embassy of Kenya"),
        ("Ministry of National Defence", "NOR", "Ministry of Defence of Norway"),
        ("Министерство обороны Норвегии", None, "Ministry of Defence of Norway"),
        ("People's Army Newspaper", "VNM", None),
        ("Norway Today", "NOR", None),
        ("", None, None),
    ],
)
def test_an_outlet_that_is_a_bodys_own(outlet: str, country: str | None, body: str | None) -> None:
    found = own_source(outlet, country, Resolver())
    assert (found.name if found else None) == body


def test_every_owner_has_a_state_a_tie_and_a_source() -> None:
    names = ("TASS", "Xinhua", "Prensa Latina", "AZERTAC", "Anadolu", "БЕЛТА", "Granma", "IRNA")
    for name in names:
        owner = owner_of(name)
        assert owner is not None
        assert owner.tie == "state"
        assert owner.country in country_names()
        assert owner.source
    assert medium_name("ТАСС") == medium_name("TASS") == "TASS"
    assert owner_of("Harbour Post of Nowhere") is None
    assert medium_name("Harbour Post") == medium_name("harbour post")


def test_a_coding_that_names_an_origin_is_heard_where_the_text_names_none() -> None:
    report, coding = told("beach", UNKNOWN)
    named = Coding(report.id, report.text_sha256, "hand-1", origin="Harbour master of Montevideo")
    (root,) = graph((report, named)).roots
    assert root.source.name == "Harbour master of Montevideo"
    assert graph((report, coding)).roots == ()


def test_a_text_in_a_language_that_is_not_read_is_compared_by_its_wording() -> None:
    text = "Le ministre a parlé de la mer et des bateaux pendant deux heures " * 4
    stories = (told("un", text, lang="fr"), told("deux", text, lang="fr", published="2031-03-05"))
    assert kinds(graph(*stories), "copies", stories) == {("deux", "un")}


def test_the_graph_of_a_ledger_is_that_of_its_reports(ledger: Ledger) -> None:
    ledger.add_all(ALL)
    ids = [report.id for report, _ in ALL]
    found = ledger.graph(ids)
    assert found == graph(*ALL)
    assert ledger.graph([*ids, "0" * 64]) == found
    assert ledger.newest(2) == [ids[2], min(ids[:2] + ids[3:])]
    row = {**graph_row(found, {report.id: report for report, _ in ALL}, rate_sources(())),
           **independence_row(independent(ids, found))}  # fmt: skip
    assert json.loads(json.dumps(row))["independent"] == len(independent(ids, found).voices)
    assert {node["reliability"] for node in row["nodes"]} == {None}
    named = {node["id"] for node in row["nodes"]}
    assert all({edge["from"], edge["to"]} <= named for edge in row["edges"])


def test_a_page_that_gives_its_original_rests_on_what_that_rests_on() -> None:
    page, coding = told("https://late.example/2", UNKNOWN, published="2031-06-01")
    page = replace(page, canonical="https://site.example/1", fingerprint=())
    late = (page, replace(coding, report_id=page.id))
    original = told("https://site.example/1", RELEASE, outlet="Ministry of Defence of Norway")
    stories = (late, original)
    found = graph(*stories)
    assert roots(found, stories) == {NORWAY: ["https://late.example/2", "https://site.example/1"]}
    assert kinds(found, "canonical", stories) == {(page.ref, "https://site.example/1")}
    alone = graph(late)
    assert (alone.roots, alone.unknown) == ((), (page.id,))
    assert kinds(alone, "canonical", [late]) == {(page.ref, "https://site.example/1")}

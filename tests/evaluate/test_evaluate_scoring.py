"""Every figure of an evaluation, against cases counted by hand."""

import json
from typing import Any

import pytest

from dragoman.evaluate import MEASURES, BCubed, Rate, Share, score
from dragoman.evaluate.figures import RATES, SHARES

Row = dict[str, Any]

TEXT = (
    "Kenya's navy sailed to Mombasa on Monday. Ecuador accused Peru of moving 300 soldiers. "
    "Envoys of Chile and Norway met in Oslo."
)
SAILED = "Kenya's navy sailed to Mombasa on Monday."
ACCUSED = "Ecuador accused Peru of moving 300 soldiers."
MOVING = "Peru of moving 300 soldiers"
MET = "Envoys of Chile and Norway met in Oslo."


def party(country: str | None, name: str = "", sector: str = "GOV") -> Row:
    return {"name": name or str(country), "country": country, "sector": sector}


def event(kind: str, one: str, other: str | None, evidence: str, **more: Any) -> Row:
    return {
        "kind": kind,
        "initiator": [party(one)],
        "recipient": [party(other)] if other else [],
        "place": None,
        "time": "2031-03-03",
        "status": "actual",
        "said_by": [],
        "evidence": [evidence],
        **more,
    }


def gold_report(*events: Row, ref: str = "STORY-1", **more: Any) -> Row:
    return {"id": ref, "lang": "en", "text": TEXT, "events": list(events), **more}


ACCUSATION = event("accusation", "ECU", "PER", ACCUSED, said_by=["Andes Wire"], key="k1")
DEPLOYMENT = event("deployment", "PER", None, MOVING, status="alleged", key="k2", time=None)
MEETING = event("meeting", "CHL", "NOR", MET, place={"name": "Oslo", "country": "NOR"}, key="k3")
GOLD = gold_report(ACCUSATION, DEPLOYMENT, MEETING)


def coded_as(*events: Row, **more: Any) -> Row:
    return {"id": "STORY-1", "events": list(events), **more}


def rate(figures: Any, name: str) -> tuple[int, int, int]:
    found = figures.rates[name]
    return found.hit, found.gold, found.coded


def test_gold_against_itself_is_perfect() -> None:
    figures = score([GOLD], [GOLD]).overall
    for name in ("detect", "core", "plover", "full"):
        assert rate(figures, name) == (3, 3, 3)
        assert figures.rates[name].f1 == 1
    assert all(figures.shares[name] == Share(3, 3) for name in SHARES)
    assert figures.entries is None
    assert figures.reports == 1


@pytest.mark.parametrize("coded", [[], [coded_as()], [{"id": "STORY-1"}], [{"id": "OTHER-9"}]])
def test_no_coding_finds_nothing(coded: list[Row]) -> None:
    result = score([GOLD], coded)
    for name in ("detect", "core", "plover", "full"):
        assert rate(result.overall, name) == (0, 3, 0)
        assert result.overall.rates[name].f1 == 0
    assert result.overall.shares["anchored"] == Share(0, 0)
    assert result.overall.shares["anchored"].share == 0
    assert [miss.what for miss in result.misses] == ["missed"] * 3


def test_empty_gold_wants_nothing() -> None:
    result = score([gold_report()], [coded_as(MEETING)])
    assert rate(result.overall, "core") == (0, 0, 1)
    assert [(miss.report, miss.what) for miss in result.misses] == [("STORY-1", "wrong")]
    assert score([], []).overall.reports == 0


# What each change to one coded accusation does to detect, core, plover and full.
@pytest.mark.parametrize(
    ("change", "hits"),
    [
        ({}, (1, 1, 1, 1)),
        ({"evidence": [MET]}, (0, 1, 1, 1)),
        ({"evidence": []}, (0, 1, 1, 1)),
        ({"evidence": [{"start": 50, "end": 55}]}, (1, 1, 1, 1)),
        ({"evidence": [{"start": 0, "end": 42}]}, (0, 1, 1, 1)),
        ({"initiator": [party("PER")], "recipient": [party("ECU")]}, (1, 0, 0, 0)),
        ({"initiator": [party("CHL")]}, (1, 0, 0, 0)),
        ({"recipient": []}, (1, 0, 0, 0)),
        ({"recipient": [party("PER"), party(None, "rebels")]}, (1, 1, 1, 1)),
        ({"recipient": [party("PER"), party("CHL")]}, (1, 0, 0, 0)),
        ({"kind": "denial"}, (0, 0, 0, 0)),
        ({"kind": "nonsense"}, (0, 0, 0, 0)),
        ({"kind": None}, (0, 0, 0, 0)),
        ({"status": "alleged"}, (1, 1, 1, 0)),
        ({"status": None}, (1, 1, 1, 0)),
        ({"time": "2031-03-30"}, (1, 1, 1, 0)),
        ({"time": None}, (1, 1, 1, 0)),
        ({"said_by": []}, (1, 1, 1, 0)),
        ({"said_by": ["Somebody", "Wire of the Andes"]}, (1, 1, 1, 1)),
        ({"said_by": ["Andes Wire", "Ministry"]}, (1, 1, 1, 0)),
        ({"place": {"name": "Lima", "country": "PER"}}, (1, 1, 1, 1)),
        ({"background": True, "themes": ["navy"]}, (1, 1, 1, 1)),
    ],
)
def test_what_counts_as_found(change: Row, hits: tuple[int, ...]) -> None:
    figures = score([gold_report(ACCUSATION)], [coded_as({**ACCUSATION, **change})]).overall
    found = tuple(figures.rates[name].hit for name in ("detect", "core", "plover", "full"))
    assert found == hits


def test_two_kinds_of_one_plover_type() -> None:
    visit = {**event("visit", "CHL", "NOR", MET)}
    contact = {**visit, "kind": "accreditation"}
    figures = score([gold_report(visit)], [coded_as(contact)]).overall
    assert rate(figures, "core") == (0, 1, 1)
    assert rate(figures, "plover") == (1, 1, 1)


def test_the_sides_of_a_symmetric_kind_mean_nothing() -> None:
    swapped = {**MEETING, "initiator": [party("NOR"), party("CHL")], "recipient": []}
    assert rate(score([GOLD], [coded_as(swapped)]).overall, "core") == (1, 3, 1)


@pytest.mark.parametrize(("countries", "hit"), [("CHL NOR PER", 1), ("CHL", 0), ("CHL PER", 0)])
def test_six_tenths_of_the_countries_are_enough(countries: str, hit: int) -> None:
    made = {**MEETING, "initiator": [party(c) for c in countries.split()], "recipient": []}
    assert rate(score([gold_report(MEETING)], [coded_as(made)]).overall, "core") == (hit, 1, 1)


def test_each_event_is_matched_once_and_with_the_likest() -> None:
    other = {**ACCUSATION, "status": "alleged", "evidence": [MET]}
    result = score([gold_report(ACCUSATION)], [coded_as(other, ACCUSATION, ACCUSATION)])
    assert rate(result.overall, "core") == (1, 1, 3)
    assert rate(result.overall, "full") == (1, 1, 3)
    assert result.overall.rates["core"].precision == pytest.approx(1 / 3)
    assert result.overall.rates["core"].recall == 1
    assert result.overall.rates["core"].f1 == 0.5
    assert [miss.event["status"] for miss in result.misses] == ["alleged", "actual"]


def test_shares_are_of_the_core_matches() -> None:
    made = coded_as(
        {**ACCUSATION, "time": "2031-03-01/2031-03-05", "status": "alleged"},
        {**DEPLOYMENT, "time": "2031", "initiator": [party("PER", "Soldiers")]},
        {**MEETING, "place": {"name": "Bergen", "country": None}, "said_by": ["EFE"]},
        event("aid", "CHL", "NOR", "words that are nowhere"),
    )
    figures = score([GOLD], [made]).overall
    assert figures.shares["status"] == Share(2, 3)
    assert figures.shares["time"] == Share(2, 3)
    assert figures.shares["place"] == Share(2, 3)
    assert figures.shares["source"] == Share(2, 3)
    assert figures.shares["anchored"] == Share(3, 4)
    assert figures.shares["anchored"].share == 0.75


@pytest.mark.parametrize(
    ("names", "right"),
    [
        (["Norway", "Chile"], 1),
        (["НОРВЕГИЯ", "Chile"], 0),
        (["Kingdom of Norway", "Republic of Chile"], 1),
        (["", "Chile"], 0),
    ],
)
def test_names_that_stand_in_the_text_are_to_be_named_alike(names: list[str], right: int) -> None:
    sides = {"initiator": [party("CHL", "Chile")], "recipient": [party("NOR", "Norway")]}
    made = {"initiator": [party("CHL", names[1])], "recipient": [party("NOR", names[0])]}
    figures = score([gold_report({**MEETING, **sides})], [coded_as({**MEETING, **made})]).overall
    assert figures.shares["names"] == Share(right, 1)


def test_names_that_do_not_stand_in_the_text_do_not_matter() -> None:
    sides = {"initiator": [party("CHL", "Santiago")], "recipient": [party("NOR", "Storting")]}
    made = {**MEETING, "initiator": [party("CHL", "x")], "recipient": [party("NOR", "y")]}
    figures = score([gold_report({**MEETING, **sides})], [coded_as(made)]).overall
    assert figures.shares["names"] == Share(1, 1)


@pytest.mark.parametrize(
    ("gold", "coded", "same"),
    [
        (None, None, True),
        ("2031", None, False),
        (None, "2031", False),
        ("2031-03-03", "2031-03-03", True),
        ("2031-03-03", "2031-03-04", False),
        ("2031-03-01/2031-03-10", "2031-03-10", True),
        ("2031-03-01/2031-03-11", "2031-03-11", False),
        ("2031-03", "2031-03-15", False),
        ("2031-03", "2031-03-10/2031-04-20", True),
        ("2031", "2031-01/2031-04", True),
        ("2031", "2031-01/2031-03", False),
        ("2032", "2031/2033", True),
        ("2031", "2030/2032", False),
        ("2031-01-01/2031-01-20", "2030-12/2031-02", False),
        ("2031-03-03~", "2031-03-13", True),
        ("2031-03-03~", "2031-03-14", False),
        ("2031-03-03", "2031-03-13%", True),
        ("2031-03-03", "2031-03-04?", False),
        ("2031-03~", "2031-04", True),
        ("2031~", "2032", True),
        ("2031-04/..", "2031-04/..", True),
        ("2031-04/..", "2031-04-05", False),
        ("2031-04-05/..", "2031-04-05", True),
        ("2031-04/..", "2031-05/..", False),
        ("../2031-04", "../2031-04", True),
        ("203X", "2030/2039", True),
        ("20XX", "2000/2099", True),
        ("2031-12", "2031-12-01/2031-12-31", True),
        ("2031-03-03", "yesterday", False),
        ("2031-03-03", "2031-02-30", False),
        ("2031-03-03", "", False),
        ("2031", 2031, True),
        ("..", "2031", False),
    ],
)
def test_times(gold: str | None, coded: object, same: bool) -> None:
    wanted, made = {**MEETING, "time": gold}, {**MEETING, "time": coded}
    assert score([gold_report(wanted)], [coded_as(made)]).overall.shares["time"].right == same


@pytest.mark.parametrize(
    ("evidence", "anchored"),
    [
        ([MET], 1),
        ([MET, SAILED], 1),
        ([MET, "nowhere"], 0),
        ([], 0),
        (None, 0),
        ([""], 0),
        ([{"start": 0, "end": len(TEXT)}], 1),
        ([{"start": 0, "end": len(TEXT) + 1}], 0),
        ([{"start": 5, "end": 5}], 0),
        ([{"start": -1, "end": 5}], 0),
    ],
)
def test_what_is_anchored(evidence: Any, anchored: int) -> None:
    figures = score([GOLD], [coded_as({**MEETING, "evidence": evidence})]).overall
    assert figures.shares["anchored"] == Share(anchored, 1)


WORDS = "we shall not sail north of the cape"


@pytest.mark.parametrize(
    ("text", "speaker", "hit"),
    [
        (WORDS, "Ana Ríos", 1),
        ("«We shall not sail north of the Cape!»", "Rios", 1),
        ("we shall not sail north of the", "Ana Ríos", 1),
        ("we shall not sail north", "Ana Ríos", 0),
        (WORDS, "Bo Lind", 0),
        (WORDS, "", 0),
        (None, "Ana Ríos", 0),
    ],
)
def test_quotes(text: str | None, speaker: str, hit: int) -> None:
    gold = gold_report(quotes=[{"text": WORDS, "speaker": "Ana Ríos"}])
    made = coded_as(quotes=[{"text": text, "speaker": speaker}])
    assert score([gold], [made]).overall.rates["quotes"] == Rate(hit, 1, 1)


def figure(value: Any = None, low: Any = None, high: Any = None, **more: Any) -> Row:
    return {"value": value, "low": low, "high": high, "what": "soldiers", **more}


@pytest.mark.parametrize(
    ("made", "hit"),
    [
        (figure(300), 1),
        (figure(300.0, what="men", unit="x"), 1),
        (figure(301), 0),
        (figure(low=300), 0),
        (figure(300, high=400), 0),
        ({"value": 300}, 1),
    ],
)
def test_figures(made: Row, hit: int) -> None:
    scored = score([gold_report(figures=[figure(300)])], [coded_as(figures=[made])])
    assert scored.overall.rates["figures"] == Rate(hit, 1, 1)


def test_equal_figures_are_counted_one_by_one() -> None:
    scored = score(
        [gold_report(figures=[figure(3), figure(3), figure(low=9)])],
        [coded_as(figures=[figure(3), figure(3), figure(3)])],
    )
    assert scored.overall.rates["figures"] == Rate(2, 3, 3)


def test_entries_by_hand() -> None:
    """Keys a a b against entries 1 2 2: B-cubed 2/3 and 2/3, counted by hand."""
    reports, made = [], []
    for n, (key, entry) in enumerate([("a", "1"), ("a", 2), ("b", "2"), ("b", None)]):
        reports.append(gold_report({**MEETING, "key": key}, ref=f"STORY-{n}"))
        made.append({"id": f"STORY-{n}", "events": [{**MEETING, "entry": entry}]})
    entries = score(reports, made).overall.entries
    assert entries is not None
    assert entries.of == 3
    assert entries.precision == pytest.approx(2 / 3)
    assert entries.recall == pytest.approx(2 / 3)
    assert entries.f1 == pytest.approx(2 / 3)
    assert BCubed(0, 0, 1).f1 == 0


def test_origins_by_hand() -> None:
    """Pairs of one story alone: in gold 1-2, coded 1-2 and 1-3 and 2-3; null is not a source."""
    gold = [("S-1", "Fleet"), ("S-2", "FLEET"), ("S-3", "Ministry"), ("T-1", "Fleet")]
    made = {"S-1": "x", "S-2": "x", "S-3": "x", "T-1": "x"}
    reports = [gold_report(ref=ref, origin=origin) for ref, origin in gold]
    figures = score(reports, [{"id": ref, "origin": o} for ref, o in made.items()]).overall
    assert figures.origins == Rate(1, 1, 3)
    assert figures.origins.f1 == 0.5
    unknown = score(reports, [{"id": ref, "origin": None} for ref in made]).overall
    assert unknown.origins == Rate(0, 1, 0)


def test_groups_by_language_kind_and_report() -> None:
    other = {**gold_report(MEETING, ref="OTHER-1"), "lang": "ru"}
    result = score([GOLD, other], [coded_as(ACCUSATION, event("aid", "CHL", "NOR", MET)), other])
    assert list(result.by_lang) == ["en", "ru"]
    assert rate(result.by_lang["en"], "core") == (1, 3, 2)
    assert rate(result.by_lang["ru"], "core") == (1, 1, 1)
    assert list(result.by_report) == ["OTHER-1", "STORY-1"]
    assert list(result.by_kind) == ["accusation", "aid", "deployment", "meeting"]
    assert rate(result.by_kind["meeting"], "core") == (1, 2, 1)
    assert rate(result.by_kind["aid"], "core") == (0, 0, 1)
    assert rate(result.overall, "core") == (2, 4, 3)


def test_the_score_is_json_with_every_measure_told() -> None:
    told = score([GOLD], [GOLD])
    row = json.loads(json.dumps(told.to_json()))
    assert set(row) == {"overall", "by_lang", "by_kind", "by_report"}
    assert set(row["overall"]) == {"reports", *MEASURES}
    assert set(MEASURES) == {*RATES, *SHARES, "entries", "origins"}
    assert row["overall"]["core"] == {
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
        "hit": 3,
        "gold": 3,
        "coded": 3,
    }
    assert row["overall"]["status"] == {"share": 1.0, "right": 3, "of": 3}
    assert row["overall"]["entries"] is None


def test_entries_and_misses_are_json() -> None:
    made = coded_as({**MEETING, "entry": "e"})
    told = score([GOLD], [made])
    entries = told.overall.to_json()["entries"]
    assert entries == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "of": 1}
    assert told.misses[0].to_json() == {"report": "STORY-1", "what": "missed", "event": ACCUSATION}

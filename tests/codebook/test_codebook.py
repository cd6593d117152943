"""The codebook: its table, and each thing that it does not allow."""

from dataclasses import replace

import pytest
from hypothesis import given

import strategies
from dragoman.codebook import KINDS, SECTORS, STATUSES, THEMES, faults, is_country
from dragoman.model import Coding, Event, Party, Report
from values import ECUADOR, a_report, an_event

PLOVER = {
    "CONSULT": {"visit", "meeting", "contact", "port-call", "accreditation"},
    "AGREE": {"agreement"},
    "COOPERATE": {"exercise", "training", "transfer", "cooperation"},
    "AID": {"aid"},
    "MOBILIZE": {"deployment", "recruitment"},
    "SUPPORT": {"ceremony", "support"},
    "REQUEST": {"request"},
    "ACCUSE": {"accusation"},
    "REJECT": {"denial"},
    "THREATEN": {"threat"},
    "SANCTION": {"sanction"},
    "COERCE": {"arrest"},
    "ASSAULT": {"attack"},
    "RETREAT": {"withdrawal"},
    "CONCEDE": {"concession"},
    "PROTEST": {"protest"},
}


def test_symmetric_kinds() -> None:
    symmetric = {name for name, kind in KINDS.items() if kind.symmetric}
    assert symmetric == {"meeting", "contact", "agreement", "exercise", "cooperation"}


def test_plover_types() -> None:
    for plover, kinds in PLOVER.items():
        assert {name for name, kind in KINDS.items() if kind.plover == plover} == kinds
    assert sum(map(len, PLOVER.values())) == len(KINDS) == 25


def test_cameo_roots_are_of_cameo() -> None:
    assert {kind.cameo for kind in KINDS.values()} <= {f"{root:02}" for root in range(1, 21)}


def test_every_kind_is_told() -> None:
    for name, kind in KINDS.items():
        assert kind.name == name
        assert kind.what
        assert not kind.what.endswith(".")


def test_statuses_sectors_and_themes() -> None:
    assert " ".join(sorted(STATUSES)) == "actual alleged conditional denied planned proposed"
    assert " ".join(sorted(SECTORS)) == "BUS COP CVL GOV IGO JUD LEG MED MIL NGO PTY REB SPY"
    assert len(THEMES) == 26
    assert {"air-defence", "mercenaries", "memory", "human-rights"} <= THEMES


def test_the_codebook_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        KINDS["picnic"] = KINDS["visit"]  # type: ignore[index]


@pytest.mark.parametrize(
    "code", ["KEN", "XKX", "IGO:UN", "IGO:A-B", "NSA:River Front", "NSA:Фронт"]
)
def test_what_is_a_country(code: str) -> None:
    assert is_country(code)


@pytest.mark.parametrize(
    "code", [None, "", "ken", "KE", "KENY", "Kenya", "IGO:", "NSA:", "IGO:A B", "KEN\n", "ÀÉÎ"]
)
def test_what_is_none(code: str | None) -> None:
    assert not is_country(code)


RIGHT = an_event(a_report())


@pytest.mark.parametrize(
    ("event", "found"),
    [
        (RIGHT, []),
        (replace(RIGHT, recipient=(), time="2031-03~", themes=("navy",)), []),
        (replace(RIGHT, initiator=(Party("x", None),)), []),
        (replace(RIGHT, kind="picnic"), ["unknown kind 'picnic'"]),
        (replace(RIGHT, status="sure"), ["unknown status 'sure'"]),
        (replace(RIGHT, time="today"), ["not a date of EDTF level 1: 'today'"]),
        (replace(RIGHT, time="2031-02-30"), ["no such day: '2031-02-30'"]),
        (replace(RIGHT, evidence=()), ["no evidence"]),
        (replace(RIGHT, initiator=()), ["no initiator"]),
        (replace(RIGHT, recipient=(Party("", "ECU"),)), ["a party without a name"]),
        (replace(RIGHT, recipient=(Party("X", "Ecuador"),)), ["country 'Ecuador' of X"]),
        (replace(RIGHT, recipient=(ECUADOR, Party("X", ""))), ["country '' of X"]),
        (replace(RIGHT, initiator=(Party("X", "ECU", "KGB"),)), ["sector 'KGB' of X"]),
        (replace(RIGHT, themes=("navy", "cheese")), ["unknown theme 'cheese'"]),
        (
            replace(RIGHT, kind="", status="", evidence=()),
            ["unknown kind ''", "unknown status ''", "no evidence"],
        ),
    ],
)
def test_faults(event: Event, found: list[str]) -> None:
    assert list(faults(event)) == found


@given(strategies.codings())
def test_what_the_strategies_make_has_no_faults(item: tuple[Report, Coding]) -> None:
    assert [fault for event in item[1].events for fault in faults(event)] == []

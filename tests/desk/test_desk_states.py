"""The desk over ledgers in other states: empty, broken, coded twice, failing."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from desk.invented import english, served, serving
from desk.looking import get
from dragoman.desk import create_app
from dragoman.ledger import Ledger, open_ledger


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[tuple[httpx.Client, Ledger]]:
    with (
        open_ledger(tmp_path / "empty.db") as ledger,
        served(ledger) as address,
        httpx.Client(base_url=address) as client,
    ):
        yield client, ledger


def test_an_empty_ledger_says_what_to_do(empty: tuple[httpx.Client, Ledger]) -> None:
    client, _ = empty
    assert "The ledger is empty" in get(client, "/").text
    assert client.get("/entries.json").json()["entries"] == []
    assert client.get("/entries.csv").text.count("\r\n") == 1


def test_a_failing_store_is_an_error_in_the_same_shape(
    empty: tuple[httpx.Client, Ledger],
) -> None:
    client, ledger = empty
    ledger.close()
    for name in ("", "-wal", "-shm"):
        ledger.path.with_name(ledger.path.name + name).unlink(missing_ok=True)
    ledger.path.write_bytes(b"not a database at all" * 400)
    answer = client.get("/entries.json")
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "D600"
    assert "D600" in get(client, "/", 503).text
    assert json.loads(client.get("/entries.csv").text)["error"]["code"] == "D600"


def test_what_nobody_foresaw_tells_nothing_and_is_guarded(ledger: Ledger) -> None:
    app = create_app(ledger)

    @app.get("/boom{rest:path}")
    def boom(rest: str) -> None:
        raise RuntimeError("a secret")

    with serving(app) as address:
        for path in ("/boom", "/boom.json"):
            answer = httpx.get(address + path)
            assert answer.status_code == 500
            assert "secret" not in answer.text
            assert "the desk failed" in answer.text
            assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_former_codings_of_a_report_stay_in_reach(empty: tuple[httpx.Client, Ledger]) -> None:
    client, ledger = empty
    report, coding = english()
    ledger.add(report, coding)
    ledger.add(report, replace(coding, coder="hand-2", events=coding.events[:1], quotes=()))
    page = get(client, f"/reports/{report.id}")
    assert "Coding 4 findings" in page.text
    assert "Codings hand-1, hand-2" in page.text
    (former,) = [
        told["href"] or "" for tag, told in page.tags if "coding=" in str(told.get("href"))
    ]
    assert former == f"/reports/{report.id}?coding={coding.id}"
    page = get(client, former)
    assert "Coding 10 findings" in page.text
    links = [told["href"] or "" for tag, told in page.tags if tag == "a"]
    assert not any(link.startswith("/entries/") for link in links)
    assert "has no coding" in get(client, f"/reports/{report.id}?coding=ff", 404).text
    told = client.get(f"/reports/{report.id}.json").json()
    assert [one["coder"] for one in told["codings"]] == ["hand-1", "hand-2"]

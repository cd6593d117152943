"""The desk over a real server and a real ledger: pages, twins, errors, headers."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from desk.invented import ENGLISH, HOSTILE, english, served, spanish
from desk.looking import Page, get
from dragoman.ledger import FILTER_FIELDS, open_ledger
from dragoman.ledger.judging.making import Decision, correct, rate_source, relate
from dragoman.publish import COLUMNS

ReportId = Callable[[str], str]

PATHS = ["/", "/entries.json", "/entries.csv", "/openapi.json", "/static/desk.css", "/marks/25.css"]


@pytest.fixture
def visit(client: httpx.Client) -> str:
    return str(client.get("/entries.json?kind=visit").json()["entries"][0]["id"])


@pytest.mark.parametrize("path", [*PATHS, "/none", "/?kind=none", "/entries/zz.json"])
def test_every_answer_carries_the_guarding_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", PATHS)
def test_head_answers_as_get_without_a_body(client: httpx.Client, path: str) -> None:
    answer = client.head(path)
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer.headers["content-type"] == client.get(path).headers["content-type"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    told = client.request(method, "/entries.json").json()
    assert told == {"error": {"code": "D100", "what": "Method Not Allowed", "way_out": ""}}


def test_the_ledger_page_tells_each_entry(client: httpx.Client) -> None:
    page = get(client, "/")
    assert "127 entries, page 1 of 3" in page.text
    assert "11–14 Feb 2031 Kenya Kenya Navy ↔ and India exercise actual" in page.text
    assert "Portugal Defence Minister of Portugal → to Ecuador visit actual" in page.text
    assert "2 reports El Diario de Muestra, Andes Wire" in page.text
    assert sum(tag == "tr" for tag, _ in page.tags) == 51
    assert "Some of these entries rest on reworded sample reports" in page.text


def test_words_shown_tell_what_the_line_tells(client: httpx.Client) -> None:
    # The Spanish report, of the day before, only tells the plan of the visit.
    page = get(client, "/?kind=visit")
    assert "The defence minister of Portugal landed in Quito on Monday" in page.text
    assert "llegará" not in page.text


def test_quoted_words_carry_their_language(client: httpx.Client) -> None:
    page = get(client, "/?kind=exercise")
    assert [told["lang"] for tag, told in page.tags if tag == "q"] == ["ru"]
    page = get(client, "/?actor=KEN&kind=meeting")
    assert [told["lang"] for tag, told in page.tags if tag == "q"] == [""]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("actor=ECU", 5),
        ("actor=ECU&other=PER", 2),
        ("other=PER&actor=ECU", 2),
        ("kind=visit", 1),
        ("status=alleged", 2),
        ("since=2031-03-04", 2),
        ("until=2031-02-28&since=2031-01-01", 1),
        ("lang=ru", 1),
        ("lang=es", 1),
        ("text=memorandum", 1),
        ("text=%D1%83%D1%87%D0%B5%D0%BD%D0%B8%D1%8F", 1),
        ("text=%22%22%22*+AND+NEAR(+%27%3B--", 0),
        ("actor=FIN", 0),
        (
            "actor=KEN&kind=exercise&status=actual&lang=ru&text=%D0%9C%D0%BE%D0%BC%D0%B1%D0%B0%D1%81",
            1,
        ),
    ],
)
def test_the_three_forms_of_a_query_agree(client: httpx.Client, query: str, count: int) -> None:
    told = client.get(f"/entries.json?{query}").json()
    assert told["count"] == len(told["entries"]) == count
    rows = list(csv.DictReader(io.StringIO(client.get(f"/entries.csv?{query}").text, newline="")))
    assert [row["id"] for row in rows] == [entry["id"] for entry in told["entries"]]
    page = get(client, f"/?{query}")
    assert f"{count} {'entry' if count == 1 else 'entries'}" in page.text
    linked = [told["href"] for tag, told in page.tags if tag == "a" and "href" in told]
    for entry in told["entries"]:
        assert f"/entries/{entry['id']}" in linked
    (row,) = [address for address in linked if address and address.startswith("/entries.json")]
    assert client.get(row or "").json() == told


def test_an_empty_result_has_a_way_out(client: httpx.Client) -> None:
    page = get(client, "/?actor=ECU&other=CHL")
    assert "No entry meets this filter" in page.text
    ways = [told.get("href") for tag, told in page.tags if tag == "a"]
    assert {"/", "/?actor=ECU", "/?other=CHL"} <= set(ways)


def test_pages_follow_each_other_without_gap_or_repetition(client: httpx.Client) -> None:
    address: str | None = "/entries.json"
    found: list[str] = []
    while address:
        told = client.get(address).json()
        found += [entry["id"] for entry in told["entries"]]
        address = told["next"]
    assert len(found) == len(set(found)) == told["count"] == 127
    rows = csv.DictReader(io.StringIO(client.get("/entries.csv").text, newline=""))
    assert [row["id"] for row in rows] == found
    assert "Page 2 of 3" in get(client, "/?page=2").text
    assert "there is no page 4" in get(client, "/?page=4", 404).text


def test_empty_fields_of_the_form_leave_the_address(client: httpx.Client) -> None:
    answer = client.get("/?actor=KEN&other=&kind=&text=+&since=")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?actor=KEN"


@pytest.mark.parametrize(
    "query",
    ["kind=none", "status=x", "since=x", "lang=%3Cb%3E", "page=0", "nokind=1", "kind=a&kind=b"],
)
def test_an_impossible_filter_is_one_clear_line(client: httpx.Client, query: str) -> None:
    page = get(client, f"/?{query}", 400)
    for twin in ("/entries.json", "/entries.csv"):
        answer = client.get(f"{twin}?{query}")
        assert answer.status_code == 400
        error = answer.json()["error"]
        assert set(error) == {"code", "what", "way_out"}
        assert error["code"] == "D100"
        assert error["what"] in page.text
        assert error["way_out"] in page.text


@pytest.mark.parametrize("path", ["/none", "/entries/zz", "/reports/ffff", "/marks/0.css", "/%00"])
def test_what_is_not_there_is_said_so(client: httpx.Client, path: str) -> None:
    page = get(client, path, 404)
    assert "/" in [told.get("href") for tag, told in page.tags if tag == "a"]


@pytest.mark.parametrize("path", ["/none.json", "/entries/zz.json", "/reports/ffff.json"])
def test_a_twin_that_is_not_there_is_said_so_in_json(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "D610"


def test_no_page_of_the_framework_loads_from_elsewhere(client: httpx.Client) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
    paths = client.get("/openapi.json").json()["paths"]
    assert set(paths) == {
        "/entries.json",
        "/entries.csv",
        "/entries/{entry_id}.json",
        "/entries/{entry_id}/origins.json",
        "/reports/{report_id}.json",
    }
    named = [one["name"] for one in paths["/entries.csv"]["get"]["parameters"]]
    assert named == list(FILTER_FIELDS)


def test_the_csv_twin_is_a_file_to_keep(client: httpx.Client) -> None:
    answer = client.get("/entries.csv?kind=visit")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert 'filename="dragoman-entries.csv"' in answer.headers["content-disposition"]
    header, row, rest = answer.text.split("\r\n")
    assert header == ",".join(column.name for column in COLUMNS)
    assert row
    assert rest == ""


def test_an_entry_sets_the_versions_side_by_side(client: httpx.Client, visit: str) -> None:
    page = get(client, f"/entries/{visit}")
    assert "2 reports tell it" in page.text
    assert "El Diario de Muestra sample 28 Feb 2031 Spanish planned differs" in page.text
    assert "3–5 Mar 2031 less exact Mariscal Sucre airport, Ecuador differs" in page.text
    assert "El Diario de Muestra citing Government of Ecuador" in page.text
    assert "Andes Wire 4 Mar 2031 English actual 3 Mar 2031 Quito, Ecuador Andes Wire" in page.text


def test_an_entry_leads_to_the_words_and_back(client: httpx.Client, visit: str) -> None:
    page = get(client, f"/entries/{visit}")
    links = [told["href"] or "" for tag, told in page.tags if tag == "a"]
    places = [link for link in links if "#words-event-" in link]
    assert len(places) == 2
    for place in places:
        address, _, name = place.partition("#")
        report = get(client, address)
        assert name in report.ids()
        back = [told["href"] or "" for tag, told in report.tags if tag == "a"]
        entries = [link for link in back if link.startswith("/entries/")]
        found = [client.get(link, follow_redirects=True).url.path for link in entries]
        assert f"/entries/{visit}" in found


def test_ids_may_be_cut_short(client: httpx.Client, visit: str) -> None:
    answer = client.get(f"/entries/{visit[:16]}")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/entries/{visit}"
    assert client.get(f"/entries/{visit[:16]}.json").json()["id"] == visit


def test_a_report_marks_every_finding_where_it_stands(
    client: httpx.Client, report_id: ReportId
) -> None:
    html = client.get(f"/reports/{report_id('en')}").text
    body = html[html.index('<div class="text"') : html.index("</section>")]
    words = Page(body).text
    assert words == " ".join(ENGLISH.split())
    marked = re.findall(r'<mark class="([a-z ]+)" data-n="([\d ]+)"><a [^>]*>([^<]*)</a>', body)
    assert ("event figure quote", "40") in [(sorts, text) for sorts, _, text in marked]
    both = [numbers for _, numbers, text in marked if text == "at least 300"]
    assert [len(numbers.split()) for numbers in both] == [3]
    page = Page(html)
    ids = page.ids()
    assert len(ids) == len(set(ids))
    for name in ["event-1", "event-5", "quote-1", "quote-2", "figure-1", "figure-2"]:
        assert name in ids
        assert f"words-{name}" in ids
    assert "figure-3" in ids
    assert "words-figure-3" not in ids
    targets = [told["href"] or "" for tag, told in page.tags if tag == "a"]
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
    described = " ".join(told.get("aria-describedby") or "" for _, told in page.tags).split()
    assert set(described) <= set(ids)


def test_a_report_tells_where_it_comes_from(client: httpx.Client, report_id: ReportId) -> None:
    page = get(client, f"/reports/{report_id('en')}")
    assert "Andes Wire, Ecuador Portuguese minister lands in Quito" in page.text
    assert "Dateline QUITO, March 4 Credited to Andes Wire" in page.text
    outward = [
        told for tag, told in page.tags if tag == "a" and "external" in (told.get("rel") or "")
    ]
    assert [told["href"] for told in outward] == ["https://andes.example/2031/minister-lands"]
    assert "Reworded sample" not in page.text
    sample = get(client, f"/reports/{report_id('es')}")
    assert "Reworded sample under an invented outlet name" in sample.text
    assert [told["lang"] for tag, told in sample.tags if tag == "h1"] == ["es"]


def test_hostile_words_are_words_and_nothing_else(
    client: httpx.Client, report_id: ReportId
) -> None:
    entry = client.get("/entries.json?actor=KEN&kind=meeting").json()["entries"][0]["id"]
    for path in ("/?actor=KEN", f"/entries/{entry}", f"/reports/{report_id('hostile')}"):
        answer = client.get(path)
        page = Page(answer.text)
        tags = {tag for tag, _ in page.tags}
        assert not tags & {"script", "img", "s", "u", "i", "em"}
        assert not any(name.startswith("on") or name == "style" for _, t in page.tags for name in t)
        assert not any((told.get("href") or "").startswith("javascript") for _, told in page.tags)
        assert not set(answer.text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        assert "<u>Kenya</u>" in "".join(page.words)
    text = client.get(f"/reports/{report_id('hostile')}.json").json()["text"]
    assert text == HOSTILE


def test_the_report_twin_places_every_finding(client: httpx.Client, report_id: ReportId) -> None:
    told = client.get(f"/reports/{report_id('en')}.json").json()
    (coding,) = told["codings"]
    assert [len(coding[name]) for name in ("events", "quotes", "figures")] == [5, 2, 3]
    for event in coding["events"]:
        for piece in event["anchors"]:
            assert told["text"][piece["start"] : piece["end"]] == piece["exact"]


def test_style_sheets_of_marks_are_bounded(client: httpx.Client) -> None:
    css = client.get("/marks/25.css").text
    assert '.finding[data-n="25"]' in css
    assert '.finding[data-n="26"]' not in css
    for count in ("1001", "-1", "٣", "99999999", "x"):
        assert client.get(f"/marks/{count}.css").status_code == 404


def test_the_origins_of_an_entry_are_told_with_their_number(
    client: httpx.Client, visit: str
) -> None:
    assert f"/entries/{visit}/origins" in client.get(f"/entries/{visit}").text
    row = client.get(f"/entries/{visit}/origins.json").json()
    reports = [node for node in row["nodes"] if node["node"] == "report"]
    versions = client.get(f"/entries/{visit}.json").json()["versions"]
    outlets = {version["report"]["outlet"] for version in versions}
    assert {node["outlet"] for node in reports} == outlets
    voiced = [one for voice in row["voices"] for one in voice["reports"]]
    assert sorted([*voiced, *row["unknown"]]) == sorted(node["id"] for node in reports)
    page = get(client, f"/entries/{visit}/origins")
    assert f"Told by {len(reports)} report" in page.text
    assert f"{row['independent']} independent" in page.text
    short = client.get(f"/entries/{visit[:12]}/origins", follow_redirects=False)
    assert short.headers["location"] == f"/entries/{visit}/origins"
    assert client.get("/entries/zz/origins").status_code == 404


def test_the_page_of_origins_tells_what_people_judged(tmp_path: Path) -> None:
    one, other = english(), spanish()
    by = Decision("Ana", "2031-04-01T10:00:00Z")
    with open_ledger(tmp_path / "judged.db") as ledger:
        ledger.add_all([one, other])
        (visit,) = (entry.id for entry in ledger.entries() if entry.kind == "visit")
        ledger.judge(rate_source(by, "ANDES wire", "B"))
        ledger.judge(relate(by, one[0], other[0], independent=False))
        with served(ledger) as address, httpx.Client(base_url=address, timeout=20) as client:
            page = get(client, f"/entries/{visit}/origins").text
            row = client.get(f"/entries/{visit}/origins.json").json()
    assert "Andes Wire reliability B" in page
    assert "rest on one source, by judgement of Ana" in page
    assert {node.get("outlet"): node["reliability"] for node in row["nodes"]}["Andes Wire"] == "B"
    assert [len(voice["judgements"]) for voice in row["voices"]] == [1]


def test_an_entry_tells_what_people_judged_of_it(tmp_path: Path) -> None:
    by = Decision("Ana", "2031-04-01T10:00:00Z")
    with open_ledger(tmp_path / "judged.db") as ledger:
        ledger.add_all([english(), spanish()])
        visit, *others = (entry for entry in ledger.entries() if entry.kind == "visit")
        assert not others
        ledger.judge(correct(by, visit, {"status": "alleged"}))
        with served(ledger) as address, httpx.Client(base_url=address, timeout=20) as client:
            page = get(client, f"/entries/{visit.id}").text
            assert client.get(f"/entries/{visit.id}.json").json()["verdict"] == "corrected"
    assert "Judged corrected, status was coded as actual" in page

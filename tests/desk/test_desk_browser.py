"""The three pages in Chromium: scripts off, nothing from elsewhere, fit for all, on any width."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOOKED_AT = ["ledger", "empty", "entry", "report-en", "wrong"]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no chromium: install it, or name it in CHROMIUM")
        pytest.skip("no chromium on this machine; name one in CHROMIUM")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def addresses(desk: str) -> dict[str, str]:
    """Every kind of page, in each language and state."""
    reports: dict[str, str] = {}
    for entry in httpx.get(f"{desk}/entries.json?since=2031-01-01").json()["entries"]:
        for version in entry["versions"]:
            reports.setdefault(version["report"]["lang"], version["report_id"])
    visit = httpx.get(f"{desk}/entries.json?kind=visit").json()["entries"][0]["id"]
    hostile = httpx.get(f"{desk}/entries.json?actor=KEN&kind=meeting").json()["entries"][0]
    return {
        "ledger": "/?since=2030-01-01",
        "empty": "/?actor=ECU&other=CHL",
        "entry": f"/entries/{visit}",
        "entry-hostile": f"/entries/{hostile['id']}",
        "report-en": f"/reports/{reports['en']}",
        "report-es": f"/reports/{reports['es']}",
        "report-ru": f"/reports/{reports['ru']}",
        "report-hostile": f"/reports/{hostile['versions'][0]['report_id']}",
        "wrong": "/?kind=none",
    }


NAMES = [
    "ledger",
    "empty",
    "entry",
    "entry-hostile",
    "report-en",
    "report-es",
    "report-ru",
    "report-hostile",
    "wrong",
]


@contextmanager
def opened(browser: Browser, desk: str, **settings: Any) -> Iterator[Page]:
    """A page that fails the test where it asks for anything elsewhere, or breaks its policy."""
    complaints: list[str] = []
    context = browser.new_context(base_url=desk, **settings)
    page = context.new_page()

    def asked(address: str) -> None:
        if urlsplit(address)[:2] != urlsplit(desk)[:2]:
            complaints.append(f"asked for {address}")

    def said(words: str) -> None:
        # An error page is an answer with a status of its own; Chromium notes that.
        if "the server responded with a status of 400" not in words:
            complaints.append(words)

    page.on("request", lambda request: asked(request.url))
    page.on("console", lambda message: said(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(f"a dialog: {dialog.message}"))
    try:
        yield page
        assert complaints == []
    finally:
        context.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_fit_for_all(
    browser: Browser, desk: str, addresses: dict[str, str], width: int, scheme: str
) -> None:
    size = {"width": width, "height": 800}
    found: list[str] = []
    # axe is a script put into the page, which the policy forbids to everyone else.
    with opened(browser, desk, viewport=size, color_scheme=scheme, bypass_csp=True) as page:
        for name in LOOKED_AT:
            page.goto(addresses[name])
            # axe takes what is in a folded `details` for hidden, unfolded by style or not.
            page.locator("details").evaluate_all("es => es.forEach(e => { e.open = true })")
            options = {"runOnly": {"type": "tag", "values": LEVELS}}
            results = Axe().run(page, options=options)
            found += [
                f"{name}: {one['id']} at {one['nodes'][0]['target']}: "
                f"{one['nodes'][0]['failureSummary']}"
                for one in results.response["violations"]
            ]
            assert results.response["passes"], "axe looked at nothing"
    assert found == []


def test_the_check_for_fitness_can_fail(browser: Browser, desk: str) -> None:
    with opened(browser, desk, bypass_csp=True) as page:
        page.goto("/")
        page.locator("details").evaluate("e => { e.open = true }")
        page.evaluate("document.querySelector('label[for=f-text]').remove()")
        assert [one["id"] for one in Axe().run(page).response["violations"]] == ["label"]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_pages_need_no_script_and_never_scroll_sideways(
    browser: Browser, desk: str, addresses: dict[str, str], width: int, scripts: bool
) -> None:
    size = {"width": width, "height": 800}
    with opened(browser, desk, viewport=size, java_script_enabled=scripts) as page:
        for name in NAMES:
            page.goto(addresses[name])
            assert page.locator("h1").count() == 1, name
            wide = page.evaluate("document.documentElement.scrollWidth") if scripts else width
            assert wide == width, f"{name} is {wide} wide in a window of {width}"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_filter_writes_its_state_into_the_address(
    browser: Browser, desk: str, width: int
) -> None:
    size = {"width": width, "height": 800}
    with opened(browser, desk, viewport=size, java_script_enabled=False) as page:
        page.goto("/")
        if width < 800:
            page.get_by_text("Filter", exact=True).first.click()
        page.get_by_label("Actor", exact=True).select_option(label="Ecuador")
        page.get_by_label("Status").select_option("actual")
        page.get_by_role("button", name="Filter").click()
        assert page.url == f"{desk}/?actor=ECU&status=actual"
        assert page.locator(".count").inner_text() == "2 entries"
        page.get_by_role("link", name="Take away: actual").click()
        assert page.url == f"{desk}/?actor=ECU"
        page.go_back()
        assert page.locator("#f-status").input_value() == "actual"


def test_a_reader_goes_from_line_to_words_without_scripts(browser: Browser, desk: str) -> None:
    with opened(browser, desk, java_script_enabled=False) as page:
        page.goto("/?kind=visit")
        page.locator(".who a").click()
        page.locator(".evidence a", has_text="landed in Quito").click()
        assert page.url.endswith("#words-event-1")
        page.locator("#event-1").get_by_role("link", name="Its entry").click()
        assert page.locator("h1").inner_text().startswith("Portugal")


def standing(page: Page) -> list[str]:
    """The findings in sight in the list beside the text."""
    seen = "es => es.filter(e => getComputedStyle(e).clipPath === 'none').map(e => e.id)"
    return list(page.locator(".finding").evaluate_all(seen))


def glow(page: Page, selector: str) -> str:
    return str(page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor"))


@pytest.mark.parametrize("how", ["focus", "hover"])
def test_pointing_at_words_leaves_their_coding_in_the_list(
    browser: Browser, desk: str, addresses: dict[str, str], how: str
) -> None:
    size = {"width": 1280, "height": 900}
    with opened(browser, desk, viewport=size) as page:
        page.goto(addresses["report-en"])
        assert len(standing(page)) == 10
        words = page.locator(".text mark", has_text="at least 300")
        words.locator("a").focus() if how == "focus" else words.hover()
        assert standing(page) == ["event-3", "event-4", "figure-2"]
        assert glow(page, '.text mark:has-text("at least 300")') == "rgb(255, 224, 138)"
        assert glow(page, '.text mark:has-text("landed in")') != "rgb(255, 224, 138)"
        for name in ("event-3", "event-4", "figure-2"):
            box = page.locator(f"#{name}").bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 900


def test_every_mark_is_reached_by_keyboard_once(
    browser: Browser, desk: str, addresses: dict[str, str]
) -> None:
    with opened(browser, desk, viewport={"width": 1280, "height": 900}) as page:
        page.goto(addresses["report-en"])
        page.locator(".address a").focus()
        reached: set[str] = set()
        for _ in range(30):
            page.keyboard.press("Tab")
            told = page.evaluate("document.activeElement.closest('mark')?.dataset.n ?? ''")
            reached |= set(told.split())
            if page.evaluate("!!document.activeElement.closest('.finding')"):
                break
        numbers = page.locator("[id^=words-]").evaluate_all("es => es.map(e => e.dataset.n || '')")
        assert reached == {number for number in numbers if number}
        page.keyboard.press("Shift+Tab")
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid"


def test_pointing_at_a_finding_lights_its_words(
    browser: Browser, desk: str, addresses: dict[str, str]
) -> None:
    with opened(browser, desk, viewport={"width": 1280, "height": 900}) as page:
        page.goto(addresses["report-en"])
        page.locator("#event-1").hover()
        assert glow(page, '.text mark:has-text("landed in")') == "rgb(255, 224, 138)"
        page.goto(addresses["report-en"] + "#words-event-5")
        assert glow(page, '.text mark:has-text("memorandum")') == "rgb(255, 224, 138)"


def test_on_a_phone_the_coding_comes_to_the_foot_of_the_window(
    browser: Browser, desk: str, addresses: dict[str, str]
) -> None:
    size = {"width": 360, "height": 740}
    settings = {"viewport": size, "java_script_enabled": False, "has_touch": True}
    with opened(browser, desk, **settings) as page:
        page.goto(addresses["report-en"])
        page.locator(".text mark a", has_text="at least 300").tap()
        assert page.url.endswith("#figure-2")
        box = page.locator("#figure-2").bounding_box()
        assert box is not None
        assert round(box["y"] + box["height"]) == 740
        page.locator("#figure-2").get_by_role("link", name="In the text").tap()
        assert page.url.endswith("#words-figure-2")


def test_events_quotes_and_figures_differ_by_more_than_colour(
    browser: Browser, desk: str, addresses: dict[str, str]
) -> None:
    with opened(browser, desk, forced_colors="active") as page:
        page.goto(addresses["report-en"])
        look = """e => { const s = getComputedStyle(e), a = getComputedStyle(e.firstChild);
          return [a.borderBottomStyle, s.outlineStyle, a.textDecorationStyle + ' ' +
            a.textDecorationLine] }"""
        event = page.locator(".text mark.event:not(.quote):not(.figure)").first.evaluate(look)
        quote = page.locator(".text mark.quote:not(.event)").first.evaluate(look)
        figure = page.locator(".text mark.figure").first.evaluate(look)
        assert event[0] == "solid"
        assert quote[0] == "none"
        assert quote[2] == "dotted underline"
        assert figure[1] == "solid"
        assert event[1] == quote[1] == "none"


def test_still_where_motion_is_not_wanted(browser: Browser, desk: str) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    with opened(browser, desk, reduced_motion="reduce") as page:
        page.goto("/")
        assert page.evaluate(behaviour) == "auto"
    with opened(browser, desk, reduced_motion="no-preference") as page:
        page.goto("/")
        assert page.evaluate(behaviour) == "smooth"


def test_targets_are_large_enough(browser: Browser, desk: str, addresses: dict[str, str]) -> None:
    """WCAG 2.5.8: 24 CSS pixels each way, links within running text apart."""
    small: list[str] = []
    selector = (
        "button, input, select, summary, .twins a, .chips a, .pager a, .who a, .outlet a, "
        ".ways a, .top a"
    )
    sizes = """es => es.map(e => [e.textContent.trim(), e.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0 && Math.min(box.width, box.height) < 24)
      .map(([words, box]) => `${words} ${box.width} x ${box.height}`)"""
    for width in (1280, 360):
        with opened(browser, desk, viewport={"width": width, "height": 800}) as page:
            for name in LOOKED_AT:
                page.goto(addresses[name])
                assert page.locator(selector).count() > 1
                small += page.locator(selector).evaluate_all(sizes)
    assert small == []

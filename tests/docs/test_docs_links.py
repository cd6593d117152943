"""The check of links finds what is dead, and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "check_links.py"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.joinpath("rooms").mkdir(parents=True)
    folder.joinpath("index.html").write_text(
        '<a href="rooms/#first">a</a> <a href="https://elsewhere.example/x">b</a>'
        '<a href="#top">c</a><h1 id="top">d</h1>',
        encoding="utf-8",
    )
    folder.joinpath("rooms", "index.html").write_text(
        '<h2 id="first">a</h2><a href="../">b</a>', encoding="utf-8"
    )
    return folder


def check(*arguments: Path) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, TOOL, *arguments], capture_output=True, text=True, check=False, timeout=30
    )
    return done.returncode, done.stderr.splitlines()


def test_live_links_pass(site: Path) -> None:
    page = site.parent / "README.md"
    page.write_text("[a](site/index.html) [b](https://elsewhere.example/)", encoding="utf-8")
    assert check(site, page) == (0, [])


def test_dead_links_are_named(site: Path) -> None:
    site.joinpath("rooms", "index.html").write_text(
        '<a href="../#bottom">a</a><a href="gone/">b</a>', encoding="utf-8"
    )
    page = site.parent / "README.md"
    page.write_text("[a](docs/gone.md)", encoding="utf-8")
    assert check(site, page) == (
        1,
        [
            "dead link: index.html: rooms/#first",
            "dead link: rooms/index.html: ../#bottom",
            "dead link: rooms/index.html: gone/",
            f"dead link: {page}: docs/gone.md",
        ],
    )


def test_a_folder_without_a_site_fails(tmp_path: Path) -> None:
    code, told = check(tmp_path)
    assert code == 1
    assert "no site" in told[0]

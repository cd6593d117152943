"""Reports read from invented texts, and the coder with the names that are shipped."""

from collections.abc import Callable

import pytest

from dragoman.code import ModelCoder, load_network
from dragoman.code.page import Page, lay_out
from dragoman.model import Coding, Report
from dragoman.read import read_text
from dragoman.resolve import Resolver

ReadReport = Callable[..., Report]


def as_report(
    text: str, lang: str, title: str = "", published: str | None = "2024-03-12"
) -> Report:
    return read_text(
        text, ref="test", title=title, outlet="The Invented Post", published=published, lang=lang
    )


@pytest.fixture(scope="session")
def coder() -> ModelCoder:
    return ModelCoder(Resolver(), load_network())


@pytest.fixture(scope="session")
def code(coder: ModelCoder) -> Callable[..., Coding]:
    """Codes a text: `code(text, lang, title="", published=...)`."""

    def run(text: str, lang: str, **more: str | None) -> Coding:
        return coder.code(as_report(text, lang, **more))  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def page() -> Callable[..., Page]:
    """Lays a text out."""

    def run(text: str, lang: str, **more: str | None) -> Page:
        return lay_out(as_report(text, lang, **more), Resolver())  # type: ignore[arg-type]

    return run

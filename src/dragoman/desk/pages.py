"""Templates: everything put into a page is escaped, and shown without characters that hide."""

from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman import __version__
from dragoman.codebook import KINDS, STATUSES
from dragoman.desk.views import headline, sides
from dragoman.publish import human
from dragoman.publish.judged import judged_words


def _finalize(value: Any) -> Any:
    # Markup is a str too, but already made of values that went through here.
    return human.shown(value) if type(value) is str else value


_ENVIRONMENT = Environment(
    loader=PackageLoader("dragoman.desk", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_finalize,
)
_ENVIRONMENT.filters.update(
    when=human.human_time,
    machine_time=human.machine_time,
    country=human.country_label,
    language=human.language_label,
    spaced=human.spaced,
    counted=human.counted,
    amount=human.amount,
    judged=judged_words,
    web=human.web_address,
    sides=sides,
    headline=headline,
)
_ENVIRONMENT.globals.update(version=__version__, KINDS=KINDS, STATUSES=STATUSES)


def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page from a template."""
    return HTMLResponse(_ENVIRONMENT.get_template(template).render(**values), status)

"""What holds for every answer: guarding headers, HEAD as GET, and one shape for every error."""

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.desk.pages import page
from dragoman.errors import DragomanError, MissingError, StoreError, UsageError
from dragoman.publish import json_line

#: Nothing runs, nothing is framed, nothing comes from elsewhere.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Middleware: sets the headers above on every answer and answers HEAD as GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; the server leaves the body of a HEAD out."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        await self._app(inner, receive, guarded)


def add_error_answers(app: FastAPI) -> None:
    """Answer errors in one shape: a page, or for a twin JSON with `code`, `what`, `way_out`."""

    def own(request: Request, error: Exception) -> Response:
        assert isinstance(error, DragomanError)
        return _answer(request, _http_status(error), error.code, error.what, error.way_out)

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            return _answer(request, 404, "D610", "there is no such page", "start at the ledger")
        answer = _answer(request, error.status_code, "D100", str(error.detail), "")
        answer.headers.update(error.headers or {})
        return answer

    def unforeseen(request: Request, error: Exception) -> Response:
        return _answer(request, 500, "D000", "the desk failed", "see the server's log")

    app.add_exception_handler(DragomanError, own)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, unforeseen)


def _http_status(error: DragomanError) -> int:
    if isinstance(error, MissingError):
        return 404
    if isinstance(error, UsageError):
        return 400
    return 503 if isinstance(error, StoreError) else 500


def _answer(request: Request, status: int, code: str, what: str, way_out: str) -> Response:
    answer: Response
    if request.url.path.endswith((".json", ".csv")):
        row = {"error": {"code": code, "what": what, "way_out": way_out}}
        answer = Response(json_line(row), status, media_type="application/json")
    else:
        answer = page("error.html", status, error_code=code, what=what, way_out=way_out)
    # What nobody foresaw is answered outside of the guard.
    answer.headers.update(_HEADERS)
    return answer

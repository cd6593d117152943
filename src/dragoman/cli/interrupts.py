"""An interrupt that ends long work even where a library on the way swallows it."""

import signal
import threading
from types import FrameType

_come = threading.Event()


def listen() -> None:
    """Remember an interrupt beside raising KeyboardInterrupt, as Python does by itself.

    Where another handler stands, or outside the main thread, nothing changes.
    """
    _come.clear()
    here = threading.current_thread() is threading.main_thread()
    if here and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _remember)


def check() -> None:
    """KeyboardInterrupt where one came before and somebody swallowed it."""
    if _come.is_set():
        raise KeyboardInterrupt


def _remember(_number: int, _frame: FrameType | None) -> None:
    _come.set()
    raise KeyboardInterrupt

"""Keeps the parsers' own chatter out of the logs."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGERS = ("charset_normalizer", "courlan", "htmldate", "pypdf", "trafilatura")


@contextmanager
def quiet() -> Iterator[None]:
    """Within it the parsers neither log nor warn; what goes wrong they raise or return."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)

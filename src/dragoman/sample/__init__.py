"""The bundled sample: reports reworded from real coverage, under invented outlet names."""

from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["sample_path"]


def sample_path() -> AbstractContextManager[Path]:
    """The sample as a file in the codebook's form, one report a line, for as long as needed."""
    return as_file(files(__name__).joinpath("reports.jsonl"))

"""The shipped model: what it is, and that threads and neighbours change nothing."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from threadpoolctl import threadpool_info

from dragoman.code import ModelCoder, load_network
from dragoman.code.network.reader import SHIPPED
from dragoman.errors import ConfigError
from dragoman.model import coding_to_json, grounds_to_json
from dragoman.read import read_row
from dragoman.resolve import Resolver
from dragoman.sample import sample_path

#: MB that the model may take.
LARGEST = 60


def sample_rows(count: int) -> list[dict[str, object]]:
    """Some reports of the sample in every language."""
    with sample_path() as path:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        row for lang in ("en", "es", "ru") for row in [r for r in rows if r["lang"] == lang][:count]
    ]


def test_one_and_two_threads_give_the_same_bytes() -> None:
    coder = ModelCoder(Resolver(), load_network())
    reports = [read_row(row) for row in sample_rows(2)]
    alone = [coder.code(report) for report in reports]
    with ThreadPoolExecutor(2) as pool:
        beside = list(pool.map(coder.code, reports))
    told = [json.dumps([coding_to_json(one) for one in codings]) for codings in (alone, beside)]
    assert told[0] == told[1]
    assert '"confidence"' in told[0]


def test_numpy_multiplies_on_one_thread_beside_a_network() -> None:
    load_network()
    with ThreadPoolExecutor(2) as pool:
        found = pool.submit(threadpool_info).result()
    assert {one["num_threads"] for one in found if one["user_api"] == "blas"} == {1}


def test_every_part_of_an_event_has_its_grounds() -> None:
    coder = ModelCoder(Resolver(), load_network())
    for row in sample_rows(2):
        report = read_row(row)
        for event in coder.code(report).events:
            assert event.confidence is not None
            assert 0 <= event.confidence <= 1
            why = grounds_to_json(event, report.text)
            assert all(report.text[one["start"] : one["end"]] == one["words"] for one in why)
            parts = [one["part"] for one in why]
            assert parts[0] == "trigger"
            # Parties of repeats that are brought together are told by the first alone.
            assert parts.count("initiator") >= 1


def test_the_model_is_small() -> None:
    size = sum(path.stat().st_size for path in SHIPPED.iterdir()) / 1e6
    assert size < LARGEST


@pytest.mark.parametrize("broken", [None, "card.json", "heads.npz", "encoder.onnx"])
def test_a_folder_without_a_model_is_named(tmp_path: Path, broken: str | None) -> None:
    folder = tmp_path / "model"
    if broken:
        folder.mkdir()
        for path in SHIPPED.iterdir():
            folder.joinpath(path.name).write_bytes(path.read_bytes())
        folder.joinpath(broken).write_bytes(b"{")
    with pytest.raises(ConfigError, match=r"no model can be read from .*model"):
        load_network(str(folder))

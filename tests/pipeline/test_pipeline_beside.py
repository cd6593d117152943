"""Work side by side: its order, its errors, and how far it goes ahead."""

import time
from collections.abc import Iterator

import pytest

from dragoman.pipeline.beside import side_by_side


@pytest.mark.parametrize("threads", [0, 1, 2, 5])
def test_results_come_in_the_order_of_the_things(threads: int) -> None:
    def work(number: int) -> int:
        time.sleep(0.002 * (number % 3))
        return number * number

    assert list(side_by_side(work, range(40), threads)) == [n * n for n in range(40)]


@pytest.mark.parametrize("threads", [1, 2])
def test_nothing_gives_nothing(threads: int) -> None:
    assert list(side_by_side(str, [], threads)) == []


@pytest.mark.parametrize("threads", [1, 3])
def test_an_error_is_raised_in_the_place_of_its_result(threads: int) -> None:
    found = side_by_side(lambda n: 6 // n, [3, 2, 0, 1], threads)
    assert [next(found), next(found)] == [2, 3]
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_only_a_few_things_are_taken_ahead() -> None:
    taken = []

    def things() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    found = side_by_side(str, things(), 2)
    assert next(found) == "0"
    assert len(taken) <= 5
    found.close()  # type: ignore[attr-defined]
    assert len(taken) <= 5

"""The same reports and judgements make the same ledger, in whatever order and however often."""

from collections.abc import Callable

from order_ledger import in_order, out_of_order

from dragoman.ledger import open_ledger

REPORTS = 24

#: Orders by store: to make a database takes most of a second.
ORDERS = {"sqlite": 10, "postgresql": 3}


def test_many_orders_three_times_over_make_one_ledger(fresh: Callable[[], str], kind: str) -> None:
    place = fresh()
    items = in_order(place, REPORTS)
    with open_ledger(place) as ledger:
        whole = ledger.digest()
        assert 0 < len(ledger.judgements()) < len(ledger.entries()) < REPORTS
        assert any(entry.verdict for entry in ledger.entries())
    for seed in range(ORDERS[kind]):
        assert out_of_order(fresh(), items, seed) == (whole, []), f"order {seed}"

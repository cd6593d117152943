"""Opening a ledger on a server: what a database must be, and every error in one clear line."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import make_url

from dragoman.errors import StoreError
from dragoman.ledger import open_ledger, shown_address
from dragoman.ledger.store import backend
from dragoman.ledger.store.backend import writing
from dragoman.ledger.store.opening import find_store, open_engine
from dragoman.ledger.store.schema import HEAD, KEPT, metadata
from ledger.raw import dump, raw
from ledger.test_ledger_opening import refusal
from ledger.test_ledger_writers import ADD, start
from postgres import Server
from values import a_document, a_report, coded, news


@pytest.fixture
def kind() -> str:
    return "postgresql"


@pytest.fixture
def bare(postgres: Server) -> str:
    """The address of a database in which nothing stands."""
    return postgres.database()


def test_a_new_ledger_is_made_by_two_at_once(bare: str) -> None:
    running = [start(ADD, bare, *span) for span in ((0, 6), (3, 9))]
    said = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    with open_ledger(bare) as ledger:
        assert ledger.check() == []
        assert ledger.statistics()["codings"] == 9


def test_an_address_may_name_its_driver(place: str) -> None:
    with open_ledger(place) as ledger:
        ledger.add(*news(1))
    for scheme in ("postgres", "postgresql+psycopg"):
        with open_ledger(place.replace("postgresql", scheme, 1)) as ledger:
            assert ledger.statistics()["reports"] == 1
            assert ledger.place == place
            assert ledger.files == ()
            with pytest.raises(StoreError, match="is not a file"):
                assert ledger.path


def test_a_ledger_is_there_once_it_was_opened(bare: str) -> None:
    assert not find_store(bare).exists()
    open_ledger(bare).close()
    assert find_store(bare).exists()


def test_opening_again_changes_nothing(place: str) -> None:
    with open_ledger(place) as ledger:
        ledger.add(*news(1))
    before = dump(place)
    open_ledger(place).close()
    assert dump(place) == before


def test_the_migrations_make_the_tables_that_queries_name(bare: str, postgres: Server) -> None:
    open_ledger(bare).close()
    other = postgres.database()
    engine = create_engine(make_url(other).set(drivername="postgresql+psycopg"))
    metadata.create_all(engine)
    engine.dispose()
    assert shape(bare) == shape(other)


def shape(address: str) -> dict[str, Any]:
    """Columns, keys and indexes of every table that queries name."""
    engine = create_engine(make_url(address).set(drivername="postgresql+psycopg"))
    looked = inspect(engine)
    found = {
        name: (
            [(one["name"], repr(one["type"]), one["nullable"]) for one in looked.get_columns(name)],
            looked.get_pk_constraint(name),
            sorted(map(repr, looked.get_foreign_keys(name))),
            sorted(map(repr, looked.get_indexes(name))),
            sorted(repr(one["column_names"]) for one in looked.get_unique_constraints(name)),
        )
        for name in metadata.tables
    }
    engine.dispose()
    return found


def test_all_text_is_sorted_by_code_point(bare: str) -> None:
    open_ledger(bare).close()
    with raw(bare) as connection:
        loose = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type = 'text' AND collation_name <> 'C'"
        ).fetchall()
    assert loose == []


def test_reports_come_in_the_same_order_as_from_a_file(place: str, path: Path) -> None:
    items = [coded(a_report("x", lang=lang), coder=lang) for lang in ("en", "EN", "Zz", "а", "Б")]
    names = []
    for one in (place, path):
        with open_ledger(one) as ledger:
            ledger.add_all(items)
            names.append([findings.coder for findings in ledger.codings(items[0][0].id)])
            ledger.add_all([(items[0][0], coded(items[0][0], coder=c)[1]) for c in "bAaБ_а"])
            names[-1] += [findings.coder for findings in ledger.codings(items[0][0].id)]
    assert names[0] == names[1]


def test_another_database_is_refused_and_left_alone(bare: str) -> None:
    with raw(bare) as connection:
        connection.execute("CREATE TABLE shopping (what TEXT)")
    assert refusal(bare) == f"{bare} is a database, but not a ledger"
    assert set(dump(bare)) == {"shopping"}


@pytest.mark.parametrize(
    ("revision", "words"),
    [("9999", f"newer version (schema 9999, this one knows {HEAD})"), ("0000", "is not known")],
)
def test_a_schema_that_is_not_known_is_refused(place: str, revision: str, words: str) -> None:
    with raw(place) as connection:
        connection.execute(f"UPDATE alembic_version SET version_num = '{revision}'")
    assert words in refusal(place)


def test_a_database_that_does_not_hold_unicode_is_refused(postgres: Server) -> None:
    more = "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"
    if "icu" in postgres.provider:
        more += " LOCALE_PROVIDER libc"
    assert "in SQL_ASCII, not in UTF8" in refusal(postgres.database(more))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://u:s3cret@127.0.0.1:1/x", "cannot be reached"),
        ("postgresql://u:s3cret@host.invalid/x", "cannot be reached"),
        ("postgresql:///", "names no database"),
        ("postgresql://u:s3cret@h", "names no database"),
        ("postgresql+asyncpg://u:s3cret@h/x", "not with asyncpg"),
        ("postgresql://u:s3cret@h:port/x", "not the address of a ledger"),
        ("postgresql://u:s3/cr@et@h:port/x?password=s3cret", "not the address of a ledger"),
        ("postgresql://h:1/x?user=u&password=s3cret&connect_timeout=1", "cannot be reached"),
        ("mysql://u:s3cret@h/x", "not in mysql"),
    ],
)
def test_no_error_tells_the_password(address: str, words: str) -> None:
    what = refusal(address)
    assert words in what
    assert "s3cret" not in what
    assert "cr@et" not in what


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://u:p@h/x", "postgresql://u:***@h/x"),
        ("postgresql://u@h/x", "postgresql://u@h/x"),
        ("postgresql://:p@h/x", "postgresql://:***@h/x"),
        ("postgresql://u:a@b:c@h/x", "postgresql://u:***@h/x"),
        ("postgresql://h/x?user=u&password=p", "postgresql://h/x?user=u&password=***"),
        ("postgresql://h/x?sslpassword=p&a=1", "postgresql://h/x?sslpassword=***&a=1"),
        ("/home/u:p@h/ledger.db", "/home/u:p@h/ledger.db"),
        ("sqlite:////home/a:b@c.db", "sqlite:////home/a:b@c.db"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    assert shown_address(address) == shown


def test_what_the_server_refuses_is_said_in_one_line(place: str, postgres: Server) -> None:
    assert refusal(postgres.address("none")) == (
        f"there is no such database as {postgres.address('none')}"
    )
    assert "knows no such user" in refusal(place.replace("dragoman@", "nobody@", 1))


def test_a_user_without_rights_is_told_so(place: str, postgres: Server) -> None:
    postgres.run("CREATE ROLE guest LOGIN")
    guest = place.replace("dragoman@", "guest@", 1)
    assert "gives no right to do this" in refusal(guest)
    with raw(place) as connection:
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
    try:
        with open_ledger(guest) as ledger:
            assert ledger.check() == []
            with pytest.raises(StoreError, match="gives no right"):
                ledger.add(*news(1))
    finally:
        with raw(place) as connection:
            connection.execute("DROP OWNED BY guest")
        postgres.run("DROP ROLE guest")


def test_without_the_driver_the_way_out_is_told(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from dragoman.ledger import open_ledger\n"
        "open_ledger(sys.argv[1]).close()\n"
    )
    for place, code in (("postgresql://u:s3cret@h/x", 1), (str(tmp_path / "ledger.db"), 0)):
        done = subprocess.run([sys.executable, "-c", script, place], capture_output=True, text=True)
        assert done.returncode == code, done.stderr
        last = done.stderr.splitlines()[-1:]
        assert all("pip install 'dragoman[postgres]'" in line for line in last)
        assert "s3cret" not in done.stderr


def test_while_another_writes_one_reads_but_does_not_write(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "BUSY_SECONDS", 0.1)
    with open_ledger(place) as ledger:
        ledger.add(*news(1))
        other = open_engine(find_store(place))
        with writing(other).begin():
            assert ledger.count() == 3
            with pytest.raises(StoreError, match="is being written by another"):
                ledger.add(*news(2))
        other.dispose()
        assert ledger.add(*news(2))
        assert ledger.check() == []


def test_who_waited_for_a_writer_sees_what_it_wrote(place: str) -> None:
    """Whoever is kept waiting begins with the ledger as the other left it."""
    with open_ledger(place) as ledger, open_ledger(place) as other:
        threads = [
            threading.Thread(target=one.add_all, args=([news(n, days=1)],))
            for n in range(8)
            for one in (ledger, other)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert ledger.statistics()["codings"] == 8
        assert ledger.check() == []


def test_who_reads_sees_one_state_of_the_ledger(place: str) -> None:
    with open_ledger(place) as ledger, open_ledger(place) as other:
        ledger.add_all(news(n) for n in range(150))
        rows = ledger.reports()
        found = [next(rows)]
        other.add_all(news(n) for n in range(150, 300))
        found += rows
        assert len(found) == 150
        assert len(list(ledger.reports())) == 300


def test_a_connection_that_was_cut_is_made_anew(place: str) -> None:
    with open_ledger(place) as ledger:
        ledger.add(*news(1))
        with raw(place) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        assert ledger.add(*news(2))
        assert ledger.check() == []


@pytest.mark.parametrize("table", KEPT)
def test_a_kept_table_is_not_emptied(place: str, table: str) -> None:
    with (
        pytest.raises(psycopg.Error, match=f"rows of {table} are never changed"),
        raw(place) as connection,
    ):
        connection.execute(f"TRUNCATE {table} CASCADE")


def test_a_guard_that_is_switched_off_is_named(place: str) -> None:
    with open_ledger(place) as ledger:
        with raw(place) as connection:
            connection.execute("ALTER TABLE event DISABLE TRIGGER event_no_update")
        assert ledger.check() == ["rows of event are not kept: no trigger refuses to update them"]


def test_a_text_with_nul_is_refused_in_one_line(place: str) -> None:
    with open_ledger(place) as ledger:
        for item in (coded(a_report(title="a\x00b")), coded(a_report(text="a\x00b"))):
            with pytest.raises(StoreError, match="the character NUL") as caught:
                ledger.add(*item)
            assert "\n" not in str(caught.value)
        with pytest.raises(StoreError, match="the character NUL"):
            ledger.document("https://x.example/\x00")
        assert ledger.add_document(a_document(hints=(("title", "a\x00b"),)))
        assert ledger.document(a_document().address).hints == (("title", "a\x00b"),)
        assert ledger.check() == []

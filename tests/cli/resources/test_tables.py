"""Resources from the tables of real databases: what is taken, what is told, what is refused."""

import sys
from pathlib import Path
from typing import Any

import pytest

from backsmith.faults import CommandError
from backsmith.resources.constraints import Checks, constant_of
from backsmith.resources.databases import address_of
from backsmith.resources.spec import Spec
from backsmith.resources.tables import read_tables
from tests.cli.resources.databases import database

_COMPANIES = """
CREATE TABLE companies (id {serial} PRIMARY KEY, name varchar(200) NOT NULL UNIQUE,
    created_at {moment}, updated_at {moment});
CREATE TABLE alembic_version (version_num varchar(32) NOT NULL);
"""
_ORDERS = """
CREATE TABLE purchase_orders (
    order_no {serial} PRIMARY KEY, company_id integer NOT NULL {to_company},
    amount numeric(12,2) NOT NULL CHECK (amount >= 0),
    status varchar(10) NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'it''s paid')),
    paid boolean NOT NULL DEFAULT false, due date, happened {moment}, weight {double}, notes text,
    extra {json}, seats smallint DEFAULT 3, code char(3), logo {bytes}, {own}
    UNIQUE (company_id, code), CHECK (length(code) = 3) {links});
"""
_WORDS = {
    "sqlite": {
        "serial": "integer",
        "moment": "datetime",
        "double": "double",
        "json": "json",
        "bytes": "blob",
        "own": "",
        "to_company": "REFERENCES companies (id) ON DELETE CASCADE",
        "links": "",
    },
    "postgresql": {
        "serial": "serial",
        "moment": "timestamp",
        "double": "double precision",
        "json": "jsonb",
        "bytes": "bytea",
        "own": "mood mood DEFAULT 'ok', slug text NOT NULL UNIQUE, tags text[], u uuid, ip inet,",
        "to_company": "REFERENCES companies ON DELETE CASCADE",
        "links": "",
    },
    "mysql": {
        "serial": "integer AUTO_INCREMENT",
        "moment": "datetime(6)",
        "double": "double",
        "json": "json",
        "bytes": "blob",
        "own": "mood enum('sad', 'ok') DEFAULT 'ok', size int unsigned, flags set('a', 'b'),",
        "to_company": "",
        "links": ", FOREIGN KEY (company_id) REFERENCES companies (id) ON DELETE CASCADE",
    },
}
_MOOD = "CREATE TYPE mood AS ENUM ('sad', 'ok');"
FIELDS: dict[str, Any] = {
    "company": {"type": "reference", "to": "company", "on_delete": "cascade"},
    "amount": {"type": "decimal", "precision": 12, "scale": 2, "minimum": 0},
    "status": {"type": "enum", "values": ["open", "it's paid"], "default": "open"},
    "paid": {"type": "boolean", "default": False},
    "due": {"type": "date", "required": False},
    "happened": {"type": "datetime", "required": False},
    "weight": {"type": "decimal", "precision": 15, "scale": 6, "required": False},
    "notes": {"type": "text", "required": False},
    "extra": {"type": "json", "required": False},
    "seats": {"type": "integer", "required": False, "default": 3},
    "code": {"type": "string", "max_length": 3, "required": False},
}
OWN: dict[str, Any] = {
    "sqlite": {},
    "postgresql": {
        "mood": {"type": "enum", "values": ["sad", "ok"], "required": False, "default": "ok"},
        "slug": {"type": "string", "max_length": 255, "unique": True},
        "u": {"type": "uuid", "required": False},
    },
    "mysql": {
        "mood": {"type": "enum", "values": ["sad", "ok"], "required": False, "default": "ok"},
        "size": {"type": "integer", "minimum": 0, "required": False},
    },
}
TOLD = {
    "sqlite": ["logo: BLOB has no type of field; left out"],
    "postgresql": [
        "tags: ARRAY has no type of field; left out",
        "ip: INET has no type of field; left out",
        "slug: unique text without a length; taken as a line of 255 characters",
    ],
    "mysql": ["flags: SET has no type of field; left out"],
}
TOLD_EVERYWHERE = (
    "order_no: primary key; the slice has an id of its own",
    "happened: no time zone; taken as in UTC",
    "weight: floating number; taken as a decimal of 15 digits, six of a fraction",
    "notes: text without a length; taken as one of at most 2000 characters",
)


@pytest.fixture(params=_WORDS)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


def tables_of(kind: str) -> str:
    types = _MOOD if kind == "postgresql" else ""
    return types + (_COMPANIES + _ORDERS).format_map(_WORDS[kind])


def read_script(script: str, folder: Path, *only: str, kind: str = "sqlite") -> Spec:
    with database(kind, folder, script) as url:
        return read_tables(url, only)


def test_columns_become_fields(kind: str, tmp_path: Path) -> None:
    company, order = read_script(tables_of(kind), tmp_path, kind=kind).resources

    assert company == {
        "name": "company",
        "plural": "companies",
        "fields": [{"name": "name", "type": "string", "max_length": 200, "unique": True}],
    }
    assert (order["name"], order["plural"]) == ("purchase_order", "purchase_orders")
    fields = {field.pop("name"): field for field in order["fields"]}
    assert fields == FIELDS | OWN[kind]


def test_what_is_not_taken_is_told(kind: str, tmp_path: Path) -> None:
    notes = read_script(tables_of(kind), tmp_path, kind=kind).notes

    expected = [f"purchase_orders.{told}." for told in (*TOLD_EVERYWHERE, *TOLD[kind])]
    assert set(expected) <= set(notes)
    assert "Left out, as they are of other tools: alembic_version." in notes
    unique = "purchase_orders: that company_id and code are unique together is not taken."
    assert unique in notes
    assert any("the check" in note and "length" in note for note in notes)


def test_tables_are_chosen_by_name(kind: str, tmp_path: Path) -> None:
    spec = read_script(tables_of(kind), tmp_path, "companies", kind=kind)

    assert [resource["name"] for resource in spec.resources] == ["company"]


def test_a_table_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    spec = read_script(tables_of("sqlite"), tmp_path, "company", "orders")

    assert [fault.partition(":")[0] for fault in spec.faults] == [
        "There is no table company",
        "There is no table orders",
    ]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ("id int PRIMARY KEY, a int, version int", "t.version: left out; the slice has a version"),
        ("id int PRIMARY KEY, a int, b int AS (a + 1)", "t.b: computed by the database"),
        ("id int PRIMARY KEY, a int, fooBar int", "t.fooBar: called foo_bar"),
        ("a int, b int, PRIMARY KEY (a, b)", "t: that a and b are unique together"),
        ("id int PRIMARY KEY, a date DEFAULT CURRENT_DATE", "t.a: the default CURRENT_DATE is"),
        ("id int PRIMARY KEY, a text DEFAULT (1 + 2)", "t.a: the default 1 + 2 is not taken"),
        ("id int PRIMARY KEY, a boolean UNIQUE", "t.a: that a boolean is unique is not taken"),
        ("id int PRIMARY KEY, a int CHECK (a IN (1, 2))", "t: the check a IN (1, 2) is not"),
        ("id int PRIMARY KEY, a numeric", "t.a: number without digits said"),
        ("id int PRIMARY KEY, a int, b time", "t.b: TIME has no type of field"),
    ],
)
def test_what_a_table_says_beyond_fields_is_told(
    columns: str, sentence: str, tmp_path: Path
) -> None:
    spec = read_script(f"CREATE TABLE t ({columns})", tmp_path)

    assert spec.faults == []
    assert any(note.startswith(sentence) for note in spec.notes), spec.notes


def test_a_key_that_means_something_is_a_field(tmp_path: Path) -> None:
    script = "CREATE TABLE countries (code char(2) PRIMARY KEY, name varchar(50) NOT NULL)"

    (country,) = read_script(script, tmp_path).resources

    assert country["fields"][0] == {
        "name": "code",
        "type": "string",
        "max_length": 2,
        "unique": True,
    }


def test_a_table_without_columns_of_its_own_is_a_fault(tmp_path: Path) -> None:
    spec = read_script("CREATE TABLE t (id int PRIMARY KEY)", tmp_path)

    assert "has no column to make a field of" in spec.faults[0]


def test_a_database_without_tables_is_a_fault(tmp_path: Path) -> None:
    assert "has no tables" in read_script("", tmp_path).faults[0]


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("postgresql://me@db/shop", "postgresql+psycopg://me@db/shop"),
        ("postgres://me@db/shop", "postgresql+psycopg://me@db/shop"),
        ("postgresql+asyncpg://me@db/shop", "postgresql+psycopg://me@db/shop"),
        ("mysql://me@db/shop", "mysql+pymysql://me@db/shop"),
        ("mariadb://me@db/shop", "mysql+pymysql://me@db/shop"),
        ("mysql+asyncmy://me@db/shop", "mysql+pymysql://me@db/shop"),
    ],
)
def test_a_url_gets_the_driver_that_is_there(said: str, taken: str) -> None:
    assert address_of(said).render_as_string() == taken


@pytest.mark.parametrize(
    "url",
    [
        "oracle://me:s3cret@db/shop",
        "s3cret",
        "postgresql://me:s3cret@127.0.0.1:1/shop",
        "mysql://me:s3cret@127.0.0.1:1/shop",
        "mysql://me:s3cret@127.0.0.1:x/shop",
        "sqlite:///s3cret/../none.db",
    ],
)
def test_a_database_that_is_not_there_is_a_sentence_without_the_password(url: str) -> None:
    with pytest.raises(CommandError) as refused:
        read_tables(url)

    assert len(refused.value.sentences) == 1
    assert "me:s3cret" not in str(refused.value)
    assert "s3cret@" not in str(refused.value)


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no database"):
        read_tables(f"sqlite:///{tmp_path}/none.db")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("missing", ["sqlalchemy", "psycopg"])
def test_without_the_extra_it_is_said_how_to_have_it(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)

    with pytest.raises(CommandError, match=r"pip install 'backsmith\[database\]'"):
        read_tables("postgresql://me@127.0.0.1:1/shop")


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        ("((s)::text = ANY ((ARRAY['a'::character varying, 'b)'::text])::text[]))", ["a", "b)"]),
        ("(`s` in (_utf8mb4'a',_utf8mb4'b'))", ["a", "b"]),
        (r"`s` in ('it\'s','b')", ["it's", "b"]),
        ("s NOT IN ('a')", None),
        ("s IN ('a') OR s > 'b'", None),
        ("s IN (1, 2)", None),
    ],
)
def test_a_list_of_values_is_read_whole_or_not_at_all(
    condition: str, values: list[str] | None
) -> None:
    checks = Checks([{"sqltext": condition}])

    assert checks.values.get("s") == values
    assert checks.others == ([] if values else [condition])


@pytest.mark.parametrize(
    ("default", "kind", "value"),
    [
        ("'open'::character varying", "enum", "open"),
        ("'it''s'", "string", "it's"),
        ("'3'::smallint", "integer", 3),
        ("(-1)", "integer", -1),
        ("0.50", "decimal", "0.50"),
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("nextval('x'::regclass)", "integer", None),
        ("now()", "string", None),
        ("'a' || 'b'", "string", None),
    ],
)
def test_a_default_is_taken_if_it_is_constant(default: str, kind: str, value: object) -> None:
    assert constant_of(default, kind) == value

"""What servers and drivers say, told apart: by codes, by words where there are no codes."""

import pytest

from tools.doctor import mysql, postgresql
from tools.doctor.addresses import Address, address_of
from tools.doctor.dialects import Dialect, refusal
from tools.doctor.findings import Code, Fault
from tools.doctor.mysql import MySQL
from tools.doctor.postgresql import PostgreSQL

pytestmark = pytest.mark.checklist("operations.diagnosis", proves="told-apart")
ADDRESS = address_of("any://app:hunter2@db.example:5432/shop", setting="DATABASE_URL", port=0)


class DriverError(Exception):
    """As drivers raise them: some with a code, some with words alone."""

    def __init__(self, *args: object, sqlstate: str | None = None) -> None:
        super().__init__(*args)
        self.sqlstate = sqlstate


def told(error: Exception, dialect: Dialect, address: Address = ADDRESS) -> Fault:
    return refusal(error, address, title=dialect.title, known=dialect.known)


@pytest.mark.parametrize(
    ("sqlstate", "words", "code"),
    [
        ("28P01", 'FATAL:  password authentication failed for user "app"', Code.PASSWORD),
        (None, "fe_sendauth: no password supplied", Code.PASSWORD),
        ("3D000", 'FATAL:  database "shop" does not exist', Code.NO_DATABASE),
        ("28000", 'FATAL:  role "app" does not exist', Code.USER),
        (
            "28000",
            'no pg_hba.conf entry for host "10.0.0.1", user "app", database "shop", no encryption',
            Code.TLS_REQUIRED,
        ),
        (
            "28000",
            'no pg_hba.conf entry for host "10.0.0.1", user "app", database "shop", SSL encryption',
            Code.NOT_ADMITTED,
        ),
        ("28000", 'FATAL:  role "app" is not permitted to log in', Code.NOT_ADMITTED),
        ("42501", 'FATAL:  permission denied for database "shop"', Code.NO_RIGHT),
        ("53300", "FATAL:  sorry, too many clients already", Code.TOO_MANY),
        ("57P03", "FATAL:  the database system is starting up", Code.NOT_READY),
        (
            "42704",
            'unrecognized configuration parameter "client_connection_check_interval"',
            Code.TOO_OLD,
        ),
        (None, "PostgreSQL 14 or later is required (found 13.4).", Code.TOO_OLD),
    ],
)
def test_postgresql_is_understood_by_its_code_and_by_its_words(
    sqlstate: str | None, words: str, code: Code
):
    by_words = told(DriverError(words), PostgreSQL())

    assert by_words.code == code
    if sqlstate:
        assert told(DriverError(words, sqlstate=sqlstate), PostgreSQL()).code == code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (1045, Code.PASSWORD),
        (1698, Code.PASSWORD),
        (1049, Code.NO_DATABASE),
        (1044, Code.NO_RIGHT),
        (1130, Code.NOT_ADMITTED),
        (3159, Code.TLS_REQUIRED),
        (1040, Code.TOO_MANY),
        (1053, Code.NOT_READY),
    ],
)
def test_mysql_is_understood_by_its_number(number: int, code: Code):
    assert told(DriverError(number, "any words"), MySQL()).code == code


def test_what_libraries_have_wrapped_is_looked_into():
    outer = RuntimeError("no database")
    outer.__cause__ = DriverError("no", sqlstate="3D000")

    assert told(outer, PostgreSQL()).code == Code.NO_DATABASE


@pytest.mark.parametrize("dialect", [MySQL(), PostgreSQL()], ids=lambda d: d.title)
def test_words_that_nobody_knows_are_passed_on_without_the_password(dialect: Dialect):
    fault = told(DriverError("odd: any://app:hunter2@db.example\nmore"), dialect)

    assert fault.code == Code.REFUSED
    assert "odd: any://app:***@db.example" in fault.message
    assert "more" not in fault.message


@pytest.mark.parametrize("dialect", [MySQL(), PostgreSQL()], ids=lambda d: d.title)
def test_every_remedy_can_be_told(dialect: Dialect):
    for known in dialect.known:
        error = DriverError(*known.codes[:1], "") if known.codes else DriverError(known.words)
        if known.codes and isinstance(known.codes[0], str):
            error = DriverError("", sqlstate=known.codes[0])

        assert "{" not in told(error, dialect).message + told(error, dialect).remedy


def test_versions_of_postgresql():
    assert postgresql.checked_version(150020) == "PostgreSQL 15.20"
    with pytest.raises(Fault, match=r"PostgreSQL 13\.14 is older than 14") as old:
        postgresql.checked_version(130014)
    assert old.value.code == Code.TOO_OLD


@pytest.mark.parametrize("version", ["8.0.36", "9.1.0-log", "10.11.19-MariaDB-0+deb12u1"])
def test_versions_of_mysql_and_mariadb_that_will_do(version: str):
    assert mysql.checked_version(version).endswith(version)


@pytest.mark.parametrize("version", ["5.7.44", "8.0.15", "10.5.28-MariaDB", "5.5.5-10.4.1-MariaDB"])
def test_versions_of_mysql_and_mariadb_that_are_too_old(version: str):
    with pytest.raises(Fault) as old:
        mysql.checked_version(version)

    assert old.value.code == Code.TOO_OLD


@pytest.mark.parametrize(
    ("grant", "may"),
    [
        ("GRANT ALL PRIVILEGES ON *.* TO `app`@`%` WITH GRANT OPTION", True),
        ("GRANT SELECT, CREATE, DROP ON `shop`.* TO `app`@`%`", True),
        (r"GRANT ALL PRIVILEGES ON `sh\_p`.* TO `app`@`%`", False),
        ("GRANT ALL PRIVILEGES ON `sh%`.* TO `app`@`%`", True),
        ("GRANT `owner`@`%` TO `app`@`%`", True),
        ("GRANT SELECT, INSERT, UPDATE, DELETE ON `shop`.* TO `app`@`%`", False),
        ("GRANT CREATE ON `other`.* TO `app`@`%`", False),
        ("GRANT CREATE ON `shop`.`one` TO `app`@`%`", False),
    ],
)
def test_who_may_make_tables_in_mysql(grant: str, may: bool):
    grants = ["GRANT USAGE ON *.* TO `app`@`%` IDENTIFIED BY PASSWORD '*AB'", grant]

    assert mysql.may_create(grants, "shop") is may

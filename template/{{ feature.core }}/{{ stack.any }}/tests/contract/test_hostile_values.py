"""What attackers type: kept as it is, or refused; never run, here or in a browser."""

import pytest
from httpx2 import Client, Response

from tests.contract.answers import data_of, faults_of
from tests.contract.cases import Field
from tests.contract.rows import create, read
from tests.parents import fresh
from tests.samples import Sample, token

SQL = [
    "'; DROP TABLE {table}; --",
    "' OR '1'='1",
    '" OR ""="',
    "1); DELETE FROM {table}; --",
    "' UNION SELECT * FROM {table} --",
    "\\'; DROP TABLE {table}; --",
]
HTML = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><svg onload=alert(1)>",
    "javascript:alert(1)",
]


@pytest.mark.checklist("security.injection", proves="values")
@pytest.mark.parametrize("sql", SQL)
def test_sql_in_a_value_is_kept_or_refused(client: Client, field: Field, sql: str) -> None:
    before = create(client, field.sample)

    response = _send(client, field, f"{token()}{sql.format(table=field.sample.name)}")

    assert response.status_code in (201, 400)
    assert read(client, field.sample, before) == before


@pytest.mark.checklist("security.injection", proves="searches")
@pytest.mark.parametrize("sql", SQL)
def test_sql_in_a_search_is_looked_for(client: Client, sample: Sample, sql: str) -> None:
    before = create(client, sample)
    search = f"{token()}{sql.format(table=sample.name)}"

    found = data_of(client.get(sample.path, params={"search": search}))

    assert not found or not sample.searchable
    assert read(client, sample, before) == before


@pytest.mark.checklist("security.xss", proves="values")
@pytest.mark.parametrize("html", HTML)
def test_html_in_a_value_is_kept_or_refused(client: Client, field: Field, html: str) -> None:
    response = _send(client, field, f"{token()} {html}")

    assert response.status_code in (201, 400)
    assert response.headers["Content-Type"] == "application/json"


def _send(client: Client, field: Field, value: str) -> Response:
    """A new row with this value: whole where it was taken, named where it was refused."""
    sample, name = field
    response = client.post(sample.path, json={**fresh(client, sample), name: value})
    if response.status_code == 201:
        assert read(client, sample, data_of(response, 201))[name] == value
    else:
        assert {fault.split(".")[1] for fault in faults_of(response)} == {name}
    return response

"""Claims and answers as rows: what they cost, when they end, and what a crash leaves of them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import sleep
from typing import Any

import httpx2
import pytest

from tests.callers import COSTS, client_of
from tests.processes import running, wait_until
from tests.registry import SAMPLES
from tests.samples import Body, token
from tests.serving import serving
from tests.sql import execute, fetch
from tests.statements import recorded
from tests.written_down import ENTRY

SAMPLE = SAMPLES[0]
ITEM = "api.idempotency"
LONG_AGO = "'2020-01-01 00:00:00.000000'"
FAR_AWAY = "'2999-01-01 00:00:00.000000'"
UNANSWERED = "UPDATE idempotency_keys SET status = NULL, headers = NULL, body = NULL"
REPLAYED = "Idempotency-Replayed"
_A_MOMENT = 0.01
"""Seconds. Some drivers tell of a statement a moment after it has run."""


@pytest.fixture
def client(database_url: str) -> Iterator[httpx2.Client]:
    with serving({"database_url": database_url}) as url, client_of(url) as client:
        yield client


def send(client: httpx2.Client, body: Body, key: str) -> httpx2.Response:
    return client.post(SAMPLE.path, json=body, headers={"Idempotency-Key": key}, timeout=10)


def count(url: str, table: str, where: str = "1 = 1") -> Any:
    return fetch(url, f"SELECT count(*) FROM {table} WHERE {where}")[0][0]


def test_a_key_costs_two_statements_more(database_url: str):
    body, key, costs = SAMPLE.fresh(), token(), []
    first = [*COSTS, "INSERT", "BEGIN", "INSERT", *ENTRY, "UPDATE", "COMMIT"]
    again = [*COSTS, "INSERT", "SELECT"]
    with (
        recorded() as statements,
        serving({"database_url": database_url}) as url,
        client_of(url) as client,
    ):
        for _ in range(2):
            sleep(_A_MOMENT)
            statements.clear()
            send(client, body, key)
            sleep(_A_MOMENT)
            costs.append([sent.word for sent in statements])

    assert costs == [first, again]


def test_who_dies_at_work_has_the_key_until_its_time_is_over(
    client: httpx2.Client, database_url: str
):
    body, key = SAMPLE.fresh(), token()
    first = send(client, body, key)
    client.delete(first.headers["Location"])
    execute(database_url, f"{UNANSWERED}, locked_until = {FAR_AWAY}")

    early = send(client, body, key)
    execute(database_url, f"UPDATE idempotency_keys SET locked_until = {LONG_AGO}")
    late = send(client, body, key)
    again = send(client, body, key)

    assert [early.status_code, late.status_code, again.status_code] == [409, 201, 201]
    assert late.headers["Location"] != first.headers["Location"]
    assert again.content == late.content


def test_of_20_that_take_over_at_once_one_does_the_work(client: httpx2.Client, database_url: str):
    body, key = SAMPLE.fresh(), token()
    first = send(client, body, key)
    client.delete(first.headers["Location"])
    execute(database_url, f"{UNANSWERED}, locked_until = {LONG_AGO}")

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: send(client, body, key), range(20)))

    done = [answer for answer in answers if answer.status_code == 201]
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len([answer for answer in done if REPLAYED not in answer.headers]) == 1
    assert len({answer.content for answer in done}) == 1


def test_an_answer_is_forgotten_after_its_time(client: httpx2.Client, database_url: str):
    key = token()
    first = send(client, SAMPLE.fresh(), key)
    execute(database_url, f"UPDATE idempotency_keys SET expires_at = {LONG_AGO}")

    second = send(client, SAMPLE.fresh(), key)

    assert [first.status_code, second.status_code] == [201, 201]
    assert REPLAYED not in second.headers


def test_the_time_is_that_of_the_settings(client: httpx2.Client, database_url: str):
    send(client, SAMPLE.fresh(), token())

    ((begun, expires),) = fetch(
        database_url,
        "SELECT locked_until, expires_at FROM idempotency_keys ORDER BY expires_at DESC LIMIT 1",
    )

    assert str(expires)[:13] > str(begun)[:13]


@pytest.mark.checklist(ITEM, proves="failures")
def test_what_was_refused_leaves_no_row(client: httpx2.Client, database_url: str):
    before = count(database_url, "idempotency_keys")

    refused = send(client, {"no": 1}, token())

    assert refused.status_code == 400
    assert count(database_url, "idempotency_keys") == before


def test_every_hundredth_claim_removes_what_has_expired(client: httpx2.Client, database_url: str):
    for _ in range(3):
        send(client, SAMPLE.fresh(), token())
    execute(database_url, f"UPDATE idempotency_keys SET expires_at = {LONG_AGO}")

    for _ in range(100):
        send(client, {"no": 1}, token())

    assert count(database_url, "idempotency_keys") == 0


@pytest.mark.checklist(ITEM, proves="race")
def test_a_kill_in_the_middle_of_it_all_does_nothing_twice(database_url: str):
    sent: list[tuple[Body, str]] = []
    before = count(database_url, SAMPLE.name)
    with (
        running(database_url) as service,
        client_of(service.base_url) as client,
        ThreadPoolExecutor(8) as pool,
    ):
        for _ in range(8):
            pool.submit(_send_until_it_dies, client, sent)
        wait_until(lambda: count(database_url, SAMPLE.name) >= before + 30)
        service.kill()
    execute(database_url, f"UPDATE idempotency_keys SET locked_until = {LONG_AGO}")

    with running(database_url) as again, client_of(again.base_url) as client:
        answers = [send(client, body, key) for body, key in sent]

    assert {answer.status_code for answer in answers} == {201}
    assert count(database_url, SAMPLE.name) == before + len(sent)


def _send_until_it_dies(client: httpx2.Client, sent: list[tuple[Body, str]]) -> None:
    with suppress(httpx2.TransportError):
        while True:
            asked = SAMPLE.fresh(), token()
            sent.append(asked)
            send(client, *asked)

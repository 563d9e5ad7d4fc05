"""A POST with an Idempotency-Key: sent twice, done once."""

import json
from time import sleep
from typing import Any

import pytest
from httpx2 import Client, Response

from tests.contract.answers import data_of, error_of
from tests.contract.parallel import at_once, statuses
from tests.contract.rows import create, path_of, read
from tests.contract.wire import abandon, exchange, request
from tests.needs import lack
from tests.parents import fresh
from tests.registry import SAMPLES
from tests.samples import Body, Sample, token

REPLAYED = "Idempotency-Replayed"
ITEM = "api.idempotency"
TOO_LONG = "k" * 256
SAME = ("Location", "ETag", "Content-Type")


@pytest.fixture(autouse=True)
def store(client: Client) -> None:
    """Where answers are kept, which must be there."""
    if send(client, SAMPLES[0].path, {}, token()).status_code == 503:
        lack("the place where answers are kept for Idempotency-Keys is away")


def send(client: Client, path: str, body: Body | None, key: str) -> Response:
    return client.post(path, json=body, headers={"Idempotency-Key": key})


def a_post(client: Client, caller: list[str], sample: Sample, key: str) -> bytes:
    """As no client library would send it."""
    body = json.dumps(fresh(client, sample)).encode()
    length, media_type = f"Content-Length: {len(body)}", "Content-Type: application/json"
    headers = (*caller, media_type, length, f"Idempotency-Key: {key}")
    return request("POST", sample.path, *headers, body=body)


def wait_until_done(client: Client, sample: Sample, key: str) -> Response:
    """While an earlier request is still in the way, it is sent again."""
    body, patience = fresh(client, sample), 50
    while (answer := send(client, sample.path, body, key)).status_code != 201 and patience:
        patience -= 1
        sleep(0.1)
    return answer


def total(client: Client, sample: Sample) -> Any:
    return client.get(sample.path).json()["meta"]["pagination"]["total_items"]


@pytest.mark.checklist(ITEM, proves="replay")
def test_the_same_request_again_is_answered_as_the_first(client: Client, sample: Sample) -> None:
    body, key = fresh(client, sample), token()

    first, again = send(client, sample.path, body, key), send(client, sample.path, body, key)

    assert first.status_code == again.status_code == 201
    assert again.content == first.content
    assert {name: again.headers.get(name) for name in SAME} == {
        name: first.headers.get(name) for name in SAME
    }
    assert REPLAYED not in first.headers
    assert again.headers[REPLAYED] == "true"
    assert again.headers["X-Request-ID"] != first.headers["X-Request-ID"]


@pytest.mark.checklist(ITEM, proves="replay")
def test_it_is_done_once(client: Client, sample: Sample) -> None:
    body, key = fresh(client, sample), token()
    before = total(client, sample)

    rows = [data_of(send(client, sample.path, body, key), 201)["id"] for _ in range(3)]

    assert len(set(rows)) == 1
    assert total(client, sample) == before + 1


@pytest.mark.checklist(ITEM, proves="replay")
def test_the_first_answer_is_told_whatever_became_of_the_row(
    client: Client, sample: Sample
) -> None:
    body, key = fresh(client, sample), token()
    first = send(client, sample.path, body, key)
    client.delete(first.headers["Location"])

    again = send(client, sample.path, body, key)

    assert again.content == first.content
    error_of(client.get(first.headers["Location"]), 404, "NOT_FOUND")


@pytest.mark.checklist(ITEM, proves="other-body")
def test_another_body_with_the_same_key_is_refused(client: Client, sample: Sample) -> None:
    key = token()
    first = send(client, sample.path, fresh(client, sample), key)
    before = total(client, sample)

    other = send(client, sample.path, fresh(client, sample), key)

    assert first.status_code == 201
    error_of(other, 422, "IDEMPOTENCY_KEY_REUSED")
    assert total(client, sample) == before


@pytest.mark.checklist(ITEM, proves="other-body")
def test_another_query_with_the_same_key_is_refused(client: Client, sample: Sample) -> None:
    body, key = fresh(client, sample), token()
    send(client, sample.path, body, key)

    error_of(send(client, f"{sample.path}?a=1", body, key), 422, "IDEMPOTENCY_KEY_REUSED")


@pytest.mark.checklist(ITEM, proves="other-body")
def test_a_body_that_is_not_valid_is_another_body(client: Client, sample: Sample) -> None:
    key = token()
    send(client, sample.path, fresh(client, sample), key)

    error_of(send(client, sample.path, {"no": 1}, key), 422, "IDEMPOTENCY_KEY_REUSED")


def test_other_keys_are_other_requests(client: Client, sample: Sample) -> None:
    bodies = [fresh(client, sample), fresh(client, sample)]

    answers = [send(client, sample.path, body, token()) for body in bodies]

    assert len({data_of(answer, 201)["id"] for answer in answers}) == 2


def test_keys_tell_case(client: Client, sample: Sample) -> None:
    key = token()

    answers = [
        send(client, sample.path, fresh(client, sample), name)
        for name in (key.lower(), key.upper())
    ]

    assert [answer.status_code for answer in answers] == [201, 201]


@pytest.mark.checklist(ITEM, proves="race")
def test_of_20_at_once_one_is_done(client: Client, sample: Sample) -> None:
    body, key = fresh(client, sample), token()
    before = total(client, sample)

    answers = at_once(20, lambda _: send(client, sample.path, body, key))

    done = [answer for answer in answers if answer.status_code == 201]
    assert set(statuses(answers)) <= {201, 409}
    assert len([answer for answer in done if REPLAYED not in answer.headers]) == 1
    assert len({answer.content for answer in done}) == 1
    assert total(client, sample) == before + 1
    for answer in answers:
        if answer.status_code == 409:
            error_of(answer, 409, "CONFLICT")
            assert answer.headers["Retry-After"] == "1"


@pytest.mark.checklist(ITEM, proves="failures")
def test_after_a_400_the_key_works(client: Client, sample: Sample) -> None:
    key = token()

    refused = send(client, sample.path, {"no": 1}, key)
    done = send(client, sample.path, fresh(client, sample), key)

    error_of(refused, 400, "VALIDATION_ERROR")
    assert done.status_code == 201
    assert REPLAYED not in done.headers


@pytest.mark.checklist(ITEM, proves="failures")
def test_after_malformed_json_the_key_works(client: Client, sample: Sample) -> None:
    key = token()
    headers = {"Idempotency-Key": key, "Content-Type": "application/json"}

    refused = client.post(sample.path, content=b"{", headers=headers)
    done = send(client, sample.path, fresh(client, sample), key)

    error_of(refused, 400, "MALFORMED_REQUEST")
    assert done.status_code == 201


@pytest.mark.checklist(ITEM, proves="failures")
def test_after_half_a_body_the_key_works(
    base_url: str, client: Client, caller: list[str], sample: Sample
) -> None:
    key = token()

    abandon(base_url, a_post(client, caller, sample, key)[:-10])
    done = wait_until_done(client, sample, key)

    assert done.status_code == 201
    assert REPLAYED not in done.headers


@pytest.mark.checklist(ITEM, proves="failures")
def test_after_a_conflict_the_key_works(client: Client, sample: Sample) -> None:
    if not sample.unique:
        pytest.skip("nothing is unique here")
    key, body = token(), fresh(client, sample)
    row = create(client, sample, **body)

    refused = send(client, sample.path, body, key)
    client.delete(path_of(sample, row))
    done = send(client, sample.path, body, key)

    error_of(refused, 409, "CONFLICT")
    assert done.status_code == 201


@pytest.mark.parametrize("key", ["", " ", TOO_LONG, "a\tb", "schlüssel"])
def test_a_key_that_is_none_is_refused(
    base_url: str, client: Client, caller: list[str], sample: Sample, key: str
) -> None:
    refused = exchange(base_url, a_post(client, caller, sample, key))

    assert refused.status == 400
    assert refused.error["code"] == "VALIDATION_ERROR"
    assert [fault["field"] for fault in refused.error["details"]] == ["header.idempotency-key"]


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x1b", "\x7f"])
def test_a_control_character_in_a_key_is_refused(
    base_url: str, client: Client, caller: list[str], sample: Sample, character: str
) -> None:
    answer = exchange(base_url, a_post(client, caller, sample, f"a{character}b"))

    assert answer.status == 400


@pytest.mark.parametrize("key", ["k", TOO_LONG[:255], '"quoted"', "a b", "%00'; --"])
def test_a_key_may_be_any_printable_ascii(client: Client, sample: Sample, key: str) -> None:
    body = fresh(client, sample)
    unique = f"{key[:-8]}{token()}"[-255:]

    answers = [send(client, sample.path, body, unique) for _ in range(2)]

    assert [REPLAYED in answer.headers for answer in answers] == [False, True]


@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_other_methods_have_no_key(client: Client, sample: Sample, method: str) -> None:
    path, headers = path_of(sample, create(client, sample)), {"Idempotency-Key": TOO_LONG}
    body = None if method == "GET" else {}

    answers = [client.request(method, path, json=body, headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert not any(REPLAYED in answer.headers for answer in answers)


def test_a_deletion_has_no_key(client: Client, sample: Sample) -> None:
    path, headers = path_of(sample, create(client, sample)), {"Idempotency-Key": token()}

    answers = [client.delete(path, headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [204, 404]


def test_a_row_that_was_made_with_a_key_is_as_any_other(client: Client, sample: Sample) -> None:
    row = data_of(send(client, sample.path, fresh(client, sample), token()), 201)

    assert read(client, sample, row) == row

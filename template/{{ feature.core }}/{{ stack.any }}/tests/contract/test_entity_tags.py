"""Entity tags: what is unchanged is not sent again, what has changed is not overwritten."""

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of
from tests.contract.rows import create, path_of, read
from tests.parents import fresh
from tests.samples import Sample

STALE = ['"0"', '"x"', "x", 'W/"0"', '"0", "x"', "", '"', ","]


def test_a_new_row_has_the_tag_that_it_is_read_with(client: Client, sample: Sample) -> None:
    response = client.post(sample.path, json=fresh(client, sample))

    tag = response.headers["ETag"]
    assert tag.startswith('"')
    assert tag == client.get(response.headers["Location"]).headers["ETag"]


def test_each_change_gives_another_tag(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))

    tags = [client.get(path).headers["ETag"]]
    tags += [client.patch(path, json=fresh(client, sample)).headers["ETag"] for _ in range(3)]

    assert len(set(tags)) == 4
    assert tags[-1] == client.get(path).headers["ETag"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}', '{} , "x"', "*"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_a_client_has_is_not_sent(
    client: Client, sample: Sample, method: str, form: str
) -> None:
    path = path_of(sample, create(client, sample))
    tag = client.get(path).headers["ETag"]

    response = client.request(method, path, headers={"If-None-Match": form.format(tag)})

    assert response.status_code == 304
    assert response.headers["ETag"] == tag
    assert response.content == b""


def test_what_a_client_has_not_is_sent(client: Client, sample: Sample) -> None:
    row = create(client, sample)

    response = client.get(path_of(sample, row), headers={"If-None-Match": '"x"'})

    assert data_of(response) == row


def test_what_has_changed_is_sent(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))
    tag = client.get(path).headers["ETag"]
    client.patch(path, json={})

    response = client.get(path, headers={"If-None-Match": tag})

    assert response.headers["ETag"] != tag
    data_of(response)


def test_what_is_gone_is_gone_for_all(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))
    client.delete(path)

    response = client.get(path, headers={"If-None-Match": "*"})

    error_of(response, 404, "NOT_FOUND")


@pytest.mark.parametrize("form", ["{}", '"x", {}', '{} , "x"', "*"])
def test_a_change_to_what_was_read_is_made(client: Client, sample: Sample, form: str) -> None:
    path = path_of(sample, create(client, sample))
    headers = {"If-Match": form.format(client.get(path).headers["ETag"])}

    data_of(client.patch(path, json={}, headers=headers))


@pytest.mark.parametrize("tag", STALE)
def test_a_change_to_what_was_not_read_is_not_made(
    client: Client, sample: Sample, tag: str
) -> None:
    row = create(client, sample)

    response = client.patch(
        path_of(sample, row), json=fresh(client, sample), headers={"If-Match": tag}
    )

    error_of(response, 412, "PRECONDITION_FAILED")
    assert read(client, sample, row) == row


def test_a_weak_tag_is_too_weak_for_a_change(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))
    weak = f"W/{client.get(path).headers['ETag']}"

    response = client.patch(path, json={}, headers={"If-Match": weak})

    error_of(response, 412, "PRECONDITION_FAILED")


def test_a_tag_is_good_for_one_change(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))
    headers = {"If-Match": client.get(path).headers["ETag"]}

    data_of(client.patch(path, json={}, headers=headers))

    error_of(client.patch(path, json={}, headers=headers), 412, "PRECONDITION_FAILED")


def test_a_stale_tag_deletes_nothing(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))

    response = client.delete(path, headers={"If-Match": '"0"'})

    error_of(response, 412, "PRECONDITION_FAILED")
    data_of(client.get(path))


def test_a_current_tag_deletes(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))

    response = client.delete(path, headers={"If-Match": client.get(path).headers["ETag"]})

    assert response.status_code == 204


def test_a_bad_body_is_told_before_a_stale_tag(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))

    response = client.patch(path, json={"nothing": 1}, headers={"If-Match": '"0"'})

    error_of(response, 400, "VALIDATION_ERROR")

"""What somebody has read is shown to nobody who may not see it, however often it is asked for."""

import pytest
from httpx2 import Client

from tests.parents import fresh
from tests.people import logged_in, register
from tests.samples import Sample

pytestmark = pytest.mark.checklist("performance.cache", proves="users")


def _ids(client: Client, path: str) -> list[str]:
    return [row["id"] for row in client.get(path).raise_for_status().json()["data"]]


def test_a_row_that_its_owner_has_just_read_is_not_there_for_others(client: Client, sample: Sample):
    with logged_in(client, register(client)) as owner, logged_in(client, register(client)) as other:
        made = owner.post(sample.path, json=fresh(owner, sample)).raise_for_status()
        where = made.headers["Location"]
        first = [owner.get(where).status_code for _ in range(2)]
        foreign = [other.get(where).status_code for _ in range(2)]
        admin = [client.get(where).status_code for _ in range(2)]

    assert (first, foreign, admin) == ([200] * 2, [404] * 2, [200] * 2)


def test_a_row_that_was_not_found_by_others_is_there_for_its_owner(client: Client, sample: Sample):
    with logged_in(client, register(client)) as owner, logged_in(client, register(client)) as other:
        made = owner.post(sample.path, json=fresh(owner, sample)).raise_for_status()
        where = made.headers["Location"]
        foreign = other.get(where).status_code
        own = owner.get(where).status_code

    assert (foreign, own) == (404, 200)


@pytest.mark.parametrize("asked", ["?page_size=5", "?page_size=5&cursor="])
def test_a_page_of_one_is_not_the_page_of_another(client: Client, sample: Sample, asked: str):
    path = f"{sample.path}{asked}"
    with logged_in(client, register(client)) as one, logged_in(client, register(client)) as other:
        own = {
            each: each.post(sample.path, json=fresh(each, sample)).json()["data"]["id"]
            for each in (one, other)
        }
        pages = [(_ids(one, path), _ids(other, path)) for _ in range(2)]
        seen = _ids(client, path)

    assert pages == [([own[one]], [own[other]])] * 2
    assert {own[one], own[other]} <= set(seen)
    assert len(seen) > 1


def test_what_is_read_without_a_login_is_nothing(client: Client, sample: Sample):
    made = client.post(sample.path, json=fresh(client, sample)).raise_for_status()
    where = made.headers["Location"]
    client.get(where).raise_for_status()

    stranger = Client(base_url=client.base_url, event_hooks=client.event_hooks, timeout=15)
    with stranger:
        assert stranger.get(where).status_code == 401
        assert stranger.get(sample.path).status_code == 401

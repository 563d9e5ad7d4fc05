"""What the rows of a resource refer to: made first, over HTTP, as any client has to."""

from collections.abc import Mapping

from httpx2 import Client

from tests.samples import Body, Sample


def fresh(client: Client, sample: Sample) -> Body:
    """A valid body that shares no unique value with any other, and refers to rows of its own."""
    return sample.fresh() | parents_of(client, sample)


def parents_of(client: Client, sample: Sample) -> Body:
    """The fields that refer to others, each to a new row."""
    return {reference.name: _made(client, reference.to) for reference in sample.references}


def among(rows: Mapping[str, str], sample: Sample) -> Body:
    """The fields that refer to others, each to one of these rows: ids, by the resources' names."""
    return {reference.name: rows[reference.to.name] for reference in sample.references}


def _made(client: Client, sample: Sample) -> str:
    answer = client.post(sample.path, json=fresh(client, sample))
    assert answer.status_code == 201, answer.text
    key: str = answer.json()["data"]["id"]
    return key

"""Rows of a resource, as a client makes and finds them."""

from typing import Any

from httpx2 import Client

from tests.contract.answers import Json, data_of
from tests.parents import fresh
from tests.samples import Sample


def create(client: Client, sample: Sample, **values: Any) -> Json:
    """A new row, with these values and otherwise such as nobody else has."""
    row: Json = data_of(client.post(sample.path, json=fresh(client, sample) | values), 201)
    return row


def path_of(sample: Sample, row: Json) -> str:
    return f"{sample.path}/{row['id']}"


def read(client: Client, sample: Sample, row: Json) -> Json:
    """The row as it is now."""
    found: Json = data_of(client.get(path_of(sample, row)))
    return found

"""Makes valid rows by the services of the resources, as their tests describe them."""

import json
from importlib import import_module
from typing import Any

from app.infrastructure.retries import in_one_unit_of_work
from app.resources.payloads import Payload
from tests.samples import Body, Sample

Keys = dict[str, list[str]]
"""The ids of new rows, by the names of their resources."""


def fill(service: Any, sample: Sample, count: int, keys: Keys) -> None:
    """So many rows more of one resource, all or none, whose ids are added to `keys`. What they
    refer to has to be there."""
    schema = payload_of(service)
    bodies = [_body(sample, number, keys) for number in range(count)]

    def make() -> list[str]:
        rows = [service.create(schema.model_validate_json(body)) for body in bodies]
        return [str(row.id) for row in rows]

    keys[sample.name] = in_one_unit_of_work(make)


def payload_of(service: Any) -> type[Payload]:
    """What clients send to make a row: `CompanyCreate`, beside the service of companies."""
    package, _, _ = type(service).__module__.rpartition(".")
    found: type[Payload] = getattr(
        import_module(f"{package}.schemas"), f"{service.entity.__name__}Create"
    )
    return found


def _body(sample: Sample, number: int, keys: Keys) -> str:
    references: Body = {
        reference.name: _one_of(keys[reference.to.name], number) for reference in sample.references
    }
    return json.dumps(sample.fresh() | references)


def _one_of(keys: list[str], number: int) -> str:
    """One after the other, so that each has about as many that refer to it."""
    return keys[number % len(keys)]

"""Operations, as the document tells of them, and each asked for by whoever a test is."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from httpx2 import Client, Response

from tests.contract.answers import Json

ANYTHING = "0198c5a0-0000-7000-8000-000000000000"


class Asked(NamedTuple):
    name: str
    method: str
    path: str
    ways: dict[str, list[str]]
    """To say who asks, and what each takes."""
    errors: dict[int, set[str]]
    """The codes of each refusal."""
    refusals: set[str]
    """The names of all."""

    @property
    def needs_login(self) -> bool:
        return bool(self.ways)

    @property
    def is_for_admins(self) -> bool:
        return "Forbidden" in self.refusals

    def by(self, client: Client) -> Response:
        """With a body that says nothing, for a row that is not there."""
        body = {} if self.method in ("POST", "PATCH", "PUT") else None
        return client.request(self.method, self.path, json=body)


def operations_in(document: Json) -> Iterator[Asked]:
    for path, item in document["paths"].items():
        filled = "/".join(ANYTHING if part[:1] == "{" else part for part in path.split("/"))
        for method, operation in item.items():
            examples = {int(s): _examples(a) for s, a in operation["responses"].items()}
            yield Asked(
                operation["operationId"],
                method.upper(),
                filled,
                dict(chain.from_iterable(way.items() for way in operation.get("security", ()))),
                {status: set(found.values()) for status, found in examples.items()},
                {name for found in examples.values() for name in found},
            )


def _examples(answer: Json) -> dict[str, str]:
    """The code of each error, by its name."""
    examples = answer.get("content", {}).get("application/json", {}).get("examples", {})
    found = {name: example["value"].get("error", {}) for name, example in examples.items()}
    return {name: error["code"] for name, error in found.items() if error}

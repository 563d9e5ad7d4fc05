"""The demo's client: it sends, times, and insists on the status that a step is there to show."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Self

import httpx2

from tools.demo_service import DemoError


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer."""

    method: str
    path: str
    sent: Any
    sent_headers: Mapping[str, str]
    status: int
    headers: Mapping[str, str]
    body: Any
    milliseconds: float

    @property
    def data(self) -> Any:
        return self.body["data"]


class Api:
    def __init__(self, url: str) -> None:
        self._client = httpx2.Client(base_url=url, timeout=10, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def send(
        self,
        method: str,
        path: str,
        *,
        expect: int,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Exchange:
        """Raises DemoError where the answer has another status than expected."""
        given = dict(headers or {})
        begun = perf_counter()
        try:
            answer = self._client.request(method, path, json=body, headers=given)
        except httpx2.HTTPError as error:
            raise DemoError(
                f"{method} {path} got no answer ({error}): "
                "see build/demo.log, and please report it."
            ) from None
        took = (perf_counter() - begun) * 1000
        if answer.status_code != expect:
            raise DemoError(
                f"{method} {path} was answered {answer.status_code} instead of {expect}: "
                "see build/demo.log, and please report it.",
                answer.text[:2000],
            )
        return Exchange(
            method,
            path,
            body,
            given,
            answer.status_code,
            answer.headers,
            json.loads(answer.content) if answer.content else None,
            took,
        )

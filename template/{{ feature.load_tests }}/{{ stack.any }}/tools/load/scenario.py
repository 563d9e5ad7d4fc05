"""What a client does: the life of a row, of one resource after the other. Locust runs it.

Its bodies are the samples that the contract is tested with, and it is let in as those tests are.
"""

from itertools import count
from time import monotonic
from typing import Any

import locust.stats  # pyrefly: ignore[missing-import]
from locust import FastHttpUser, between, task  # pyrefly: ignore[missing-import]

from tests.callers import headers_of
from tests.parents import fresh
from tests.registry import SAMPLES
from tests.samples import Sample

_REMEMBERED = 300
"""Seconds until a client asks again whether it is still let in: logins end."""
_turns = count()
CREATED = 201
_NAMES = {sample.path: sample.name for sample in SAMPLES}
locust.stats.HISTORY_STATS_INTERVAL_SEC = 1
"""A chart of a run that is short has points too."""


@locust.events.test_start.add_listener
def _be_let_in(environment: Any, **_: Any) -> None:
    """Before the run begins: a login takes its time, and is no part of what is measured."""
    headers_of(environment.host)


class Client(FastHttpUser):  # type: ignore[misc]
    """Works as people do: with a pause after each request."""

    wait_time = between(0.05, 0.15)
    network_timeout = connection_timeout = 10.0

    def on_start(self) -> None:
        self._made: list[str] = []
        self._let_in_until = 0.0

    def on_stop(self) -> None:
        """Takes back what is left, the newest first: what refers to others goes before them."""
        for row in reversed(self._made):
            self._send("DELETE", row, "take back")

    @task
    def life_of_a_row(self) -> None:
        sample = SAMPLES[next(_turns) % len(SAMPLES)]
        made = self.post(sample.path, json=fresh(self, sample))
        self.wait()
        if made.status_code != CREATED:
            return
        row = made.headers["Location"]
        self._ask("GET", sample.path, f"list {sample.name}")
        self._ask("GET", row, f"get {sample.name}")
        for word in _searched(sample, made.json()["data"]):
            self._ask("GET", f"{sample.path}?search={word}", f"search {sample.name}")
        self._ask("PATCH", row, f"update {sample.name}", _changed(sample))
        self._ask("GET", row, f"get {sample.name}")
        self._send("DELETE", row, f"delete {sample.name}")
        self._made.remove(row)
        self.wait()

    def post(self, path: str, *, json: dict[str, Any]) -> Any:
        """Makes a row. `tests.parents` makes those by it that others refer to."""
        made = self._send("POST", path, f"create {_NAMES[path]}", json)
        self._made += [made.headers["Location"]] if made.status_code == CREATED else []
        return made

    def _ask(self, method: str, path: str, name: str, body: dict[str, Any] | None = None) -> Any:
        answer = self._send(method, path, name, body)
        self.wait()
        return answer

    def _send(self, method: str, path: str, name: str, body: dict[str, Any] | None = None) -> Any:
        return self.client.request(method, path, name=name, json=body, headers=self._headers())

    def _headers(self) -> dict[str, str]:
        if monotonic() > self._let_in_until:
            self._told = headers_of(self.host)
            self._let_in_until = monotonic() + _REMEMBERED
        return self._told


def _changed(sample: Sample) -> dict[str, Any]:
    """All that it has, but for what it refers to."""
    kept = {reference.name for reference in sample.references}
    return {name: value for name, value in sample.fresh().items() if name not in kept}


def _searched(sample: Sample, row: dict[str, Any]) -> list[str]:
    """The beginning of one of its texts, where the resource can be searched."""
    texts = [str(row[name]) for name in sample.searchable if row.get(name)]
    return [text[:6] for text in texts[:1]]

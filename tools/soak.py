"""Mixed load for long, with a worker killed every minute: what was acknowledged has to be there.

    python -m tools.soak [MINUTES] [fastapi|flask|django]

The service is one of the profile `production`, with two workers, on PostgreSQL and Redis at
127.0.0.1. Clients create, read, list, search, change and delete companies, each its own. Whoever is
cut off by a kill does not know what became of it, and takes either; whatever was answered is held
against the rows in the end. Ends with 1 where something is lost, wrong, or has grown: memory at the
end is at most a tenth above that of minute five.
"""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx2

from tools.served import served

MINUTES, PORT, CLIENTS, WORKERS = 20, 8195, 16, 2
PAUSE = 0.15
"""Seconds between the requests of a client, on average."""
BETWEEN_LOGINS = 300
"""Seconds: a third of what an access token holds."""
FROM_MINUTE, MOST_GROWTH = 5, 1.1
GONE = None
COMPANIES = "/api/v1/companies"
SETTINGS = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "a-secret-of-the-soak-test-that-is-long-enough",
    "MAIL_URL": "smtp://127.0.0.1:1?tls=none",
    "MAIL_FROM": "soak@example.com",
    "RATE_LIMIT": "1000000/minute",
    "LOGIN_LIMIT": "1000/minute",
    "LOG_LEVEL": "warning",
    "WORKERS": str(WORKERS),
}
PERSON = {"email": "soak@example.com", "password": "four words in a row"}


class Load:
    """What many clients have done, and what they know of their rows."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client
        self.rows: dict[str, set[str | None]] = {}
        """By key: the descriptions that it may have now, or that it is gone."""
        self.statuses: Counter[str] = Counter()
        self._numbers = 0

    async def live(self, until: float) -> None:
        own: list[str] = []
        while time.monotonic() < until:
            await asyncio.sleep(random.uniform(0, 2 * PAUSE))
            do = random.choices(
                (self._create, self._get, self._list, self._change, self._delete),
                weights=(4, 8, 3, 4, 1),
            )[0]
            await do(own)

    async def ask(self, method: str, path: str, **options: Any) -> httpx2.Response | None:
        """None where it was cut off."""
        try:
            answer = await self._client.request(method, path, **options)
        except httpx2.HTTPError as error:
            self.statuses[type(error).__name__] += 1
            return None
        self.statuses[f"{method} {answer.status_code}"] += 1
        return answer

    async def _create(self, own: list[str]) -> None:
        self._numbers += 1
        text = str(self._numbers)
        body = {"name": f"Soaked {text}", "description": text}
        answer = await self.ask("POST", COMPANIES, json=body)
        if answer is not None and answer.status_code == 201:
            key = answer.json()["data"]["id"]
            self.rows[key] = {text}
            own.append(key)

    async def _get(self, own: list[str]) -> None:
        if own:
            await self.ask("GET", f"{COMPANIES}/{random.choice(own)}")

    async def _list(self, own: list[str]) -> None:
        await self.ask("GET", COMPANIES, params={"page_size": 20, "q": random.choice(("", "soak"))})

    async def _change(self, own: list[str]) -> None:
        if not own:
            return
        self._numbers += 1
        key, text = random.choice(own), str(self._numbers)
        answer = await self.ask("PATCH", f"{COMPANIES}/{key}", json={"description": text})
        self._learn(key, text, answer, 200)

    async def _delete(self, own: list[str]) -> None:
        if not own:
            return
        key = own.pop(random.randrange(len(own)))
        self._learn(key, GONE, await self.ask("DELETE", f"{COMPANIES}/{key}"), 204)

    def _learn(
        self, key: str, what: str | None, answer: httpx2.Response | None, success: int
    ) -> None:
        if answer is not None and answer.status_code == success:
            self.rows[key] = {what}
        elif answer is None or answer.status_code >= 500:
            self.rows[key].add(what)

    async def wrong(self) -> list[str]:
        """What is not as somebody was told."""
        found = []
        for key, may_be in self.rows.items():
            answer = await self._client.get(f"{COMPANIES}/{key}")
            kept = GONE if answer.status_code == 404 else answer.json()["data"]["description"]
            if kept not in may_be:
                found.append(f"{key} is {kept}, and was told to be one of {may_be}")
        return found


def main() -> int:
    given = sys.argv[1:]
    minutes = float(given[0]) if given else MINUTES
    framework = given[1] if len(given) > 1 else "fastapi"
    answers = {"framework": framework, "profile": "production"}
    with served(answers, port=PORT, **SETTINGS) as process:
        return asyncio.run(_soak(process, minutes))


async def _soak(process: "subprocess.Popen[bytes]", minutes: float) -> int:
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{PORT}", timeout=15) as client:
        await client.post("/api/v1/users", json=PERSON)
        await _log_in(client)
        load = Load(client)
        until = time.monotonic() + minutes * 60
        logins = asyncio.create_task(_stay_logged_in(client))
        clients = [asyncio.create_task(load.live(until)) for _ in range(CLIENTS)]
        sizes = await _disturb(process, minutes, load)
        await asyncio.gather(*clients)
        await asyncio.sleep(2)  # for a worker that was killed last
        wrong = await load.wrong()
        logins.cancel()
    told = ", ".join(f"{count} {what}" for what, count in sorted(load.statuses.items()))
    print(f"{sum(load.statuses.values())} requests: {told}")
    print(f"{len(load.rows)} rows were acknowledged; {len(wrong)} are not as they were told")
    print("\n".join(wrong[:20]))
    grown = sizes[-1] / sizes[min(FROM_MINUTE, len(sizes)) - 1]
    print(f"memory at the end is {grown:.2f} of minute {min(FROM_MINUTE, len(sizes))}")
    errors = {what for what in load.statuses if what.endswith(" 500")}
    return int(bool(wrong) or bool(errors) or grown > MOST_GROWTH)


async def _log_in(client: httpx2.AsyncClient) -> None:
    """For its requests from now on. Raises httpx2.HTTPError, or KeyError where it is refused."""
    answer = await client.post("/api/v1/auth/login", json=PERSON)
    client.headers["Authorization"] = f"Bearer {answer.json()['data']['access_token']}"


async def _stay_logged_in(client: httpx2.AsyncClient) -> None:
    pause = BETWEEN_LOGINS
    while True:
        await asyncio.sleep(pause)
        try:
            await _log_in(client)
            pause = BETWEEN_LOGINS
        except (httpx2.HTTPError, KeyError):
            pause = 1


async def _disturb(process: "subprocess.Popen[bytes]", minutes: float, load: Load) -> list[float]:
    """The memory of all processes together in MiB, minute by minute; then one of them is killed."""
    sizes = []
    for minute in range(1, int(minutes) + 1):
        await asyncio.sleep(60)
        workers = _workers(process.pid)
        sizes.append(sum(map(_memory, [process.pid, *workers])))
        told = f"minute {minute}: {sizes[-1]:.0f} MiB, {sum(load.statuses.values())} requests"
        if minute < int(minutes):
            os.kill(killed := random.choice(workers), signal.SIGKILL)
            told += f", {killed} killed"
        print(told, flush=True)
    return sizes


def _workers(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _memory(pid: int) -> float:
    """MiB that are its own, and its share of what it shares."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    sys.exit(main())

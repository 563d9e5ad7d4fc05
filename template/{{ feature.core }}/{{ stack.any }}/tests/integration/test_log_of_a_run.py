"""No secret of a whole run is in its log: not of its settings, not of what clients send."""

import httpx2
import pytest

from tests.callers import headers_of
from tests.processes import SECRET, running
from tests.registry import SAMPLES

SAMPLE = SAMPLES[0]
SENT = {name: f"hunter-of-{name}" for name in ("url", "bearer", "cookie", "key", "body")}


@pytest.mark.checklist("security.log-redaction", proves="whole-run")
@pytest.mark.parametrize("scheme", ["mysql", "postgresql"])
def test_no_secret_of_a_whole_run_is_in_its_log(scheme: str, base_url: str):
    """Of one whose database is away, which has the most to say."""
    hostile = {
        "Authorization": f"Bearer {SENT['bearer']}",
        "Cookie": f"session={SENT['cookie']}",
        "X-API-Key": SENT["key"],
    }
    own = headers_of(base_url)  # of a service that has its database
    secrets = {**SENT, **{n: v.removeprefix("Bearer ") for n, v in own.items()}, "own": SECRET}
    url = f"{scheme}://app:{SENT['url']}@127.0.0.1:1/app"

    with (
        running(url, LOG_LEVEL="debug") as service,
        httpx2.Client(base_url=service.base_url) as client,
    ):
        body = {**SAMPLE.fresh(), "password": SENT["body"]}
        refused = client.post(SAMPLE.path, json=body, headers=hostile)
        away = client.get(SAMPLE.path, headers=own)
        service.stop()
        said = service.log().decode()

    assert refused.status_code in (400, 401, 503)  # the database may have to tell who asks
    assert away.status_code == 503
    assert said.count(SAMPLE.path) >= 2
    assert [name for name, secret in secrets.items() if secret in said] == []

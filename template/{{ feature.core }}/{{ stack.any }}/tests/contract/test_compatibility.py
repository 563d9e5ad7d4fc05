"""What clients were promised holds: a change that breaks them is a new version, or a decision."""

from collections.abc import Callable

import pytest
from httpx2 import Client

from tools.api.compatibility import additions, breaks
from tools.api.shape import shape_of
from tools.api.snapshot import promised

BROKEN = """The API breaks what its clients were promised:

{faults}

Keep it as it was, or offer the change beside it, under /api/v2. Where no client needs the old form:
make api-snapshot records the new one."""
UNRECORDED = "NOT PROMISED YET: {added}. `make api-snapshot` records it."


@pytest.mark.checklist("api.versioning", proves="promises")
def test_what_clients_were_promised_holds(client: Client, notice: Callable[[str], None]) -> None:
    before, now = promised(), shape_of(client.get("/openapi.json").json())

    if faults := breaks(before, now):
        lines = "\n".join(f"  {fault}" for fault in faults)
        pytest.fail(BROKEN.format(faults=lines), pytrace=False)
    if added := additions(before, now):
        notice(UNRECORDED.format(added=", ".join(added)))

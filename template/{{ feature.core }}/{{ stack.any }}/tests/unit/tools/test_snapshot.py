"""Where promises are kept, and that a promise taken back is gone."""

from pathlib import Path
from typing import Any

from tools.api.shape import shape_of
from tools.api.snapshot import promised, record


def document(**tags: str) -> dict[str, Any]:
    """An operation for each id, under its tag."""
    paths = {
        f"/api/v1/{name}": {"get": {"operationId": name, "tags": [tag], "responses": {"200": {}}}}
        for name, tag in tags.items()
    }
    return {"paths": paths}


def test_what_was_recorded_is_promised(tmp_path: Path):
    offered = document(list_orders="orders", count_orders="orders", read_clock="the clock")

    record(offered, tmp_path)

    assert promised(tmp_path) == shape_of(offered)
    assert {file.parent.name for file in tmp_path.rglob("*.json")} == {"orders", "the_clock"}


def test_what_is_no_longer_there_is_no_longer_promised(tmp_path: Path):
    record(document(list_orders="orders", read_clock="clock"), tmp_path)

    record(document(list_orders="orders"), tmp_path)

    assert set(promised(tmp_path)) == {"list_orders"}
    assert not (tmp_path / "clock" / "api.json").exists()

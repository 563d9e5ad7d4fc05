"""Items and outcomes for the tests of the checklist's own tools."""

from tools.checklist.items import Item
from tools.checklist.results import Mark, Outcome

ITEM = Item(
    id="security.locks",
    checklist="Security",
    title="Doors are locked",
    reason="Else anybody walks in.",
    state="always",
    code=("src/app/locks.py",),
    claims={"front": "The front door is locked.", "back": "The back door is locked."},
)


def outcome(*claims: str | None, state: str = "passed", item: str = ITEM.id) -> Outcome:
    """Of a test that is evidence for these claims; for the item alone where one is None."""
    name = f"tests/test_locks.py::test_{'_and_'.join(map(str, claims)) or 'nothing'}"
    marks = tuple(Mark(item, claim, name) for claim in claims)
    return Outcome(name, state, 0.5, "It was open." if state != "passed" else "", marks, {})

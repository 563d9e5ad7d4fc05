"""Pages that tell what the catalogue holds are written from it, by `tools/reference.py`."""

from extensions.catalogue.checklists import CHECKLISTS
from extensions.catalogue.features import FEATURES
from tools import reference


def test_every_item_option_and_setting_is_told() -> None:
    told = {name: "\n".join(lines()) for name, lines in reference.PAGES.items()}

    assert [name for name in CHECKLISTS.items if f"`{name}`" not in told["checklists"]] == []
    assert [
        n for n, f in FEATURES.items() if f.is_chosen and f"## `{n}`" not in told["options"]
    ] == []
    assert [
        variable.name
        for feature in FEATURES.values()
        for variable in feature.variables
        if f"| `{variable.name}` |" not in told["settings"]
    ] == []

"""Rows of MySQL: what has no room in one is refused before anything is written."""

from typing import Any

import pytest

from extensions.catalogue import CatalogueError, context_of, read_resources
from extensions.catalogue.row_widths import refuse_wide_rows
from tests.support.presets import RESOURCES, preset


def resource(*, fields: int, **keys: Any) -> list[dict[str, Any]]:
    listed = [{"name": f"f{number}", "type": "string", **keys} for number in range(fields)]
    return [{"name": "company", "fields": listed}]


def faults_of(answer: list[dict[str, Any]]) -> list[str]:
    with pytest.raises(CatalogueError) as refusal:
        refuse_wide_rows(read_resources(answer))
    return refusal.value.faults


@pytest.mark.parametrize("answer", [listed for listed in RESOURCES.values() if listed])
def test_every_list_of_the_matrix_has_room(answer: list[dict[str, Any]]) -> None:
    refuse_wide_rows(read_resources(answer))


def test_more_text_than_a_row_holds_is_refused_with_what_to_do() -> None:
    [fault] = faults_of(resource(fields=17, max_length=255, sortable=True))

    assert fault.startswith("resource company has more text than a row of MySQL holds: give ")


def test_more_short_texts_than_a_page_holds_are_refused_with_what_to_do() -> None:
    [fault] = faults_of(resource(fields=40, max_length=60))

    assert fault.startswith("resource company has more short texts than a page of MySQL holds: ")
    assert "max_length of 64 or more" in fault


@pytest.mark.parametrize(
    "keys", [{"max_length": 64}, {"max_length": 255, "searchable": True}, {"max_length": 5000}]
)
def test_50_texts_that_are_kept_apart_have_room(keys: dict[str, Any]) -> None:
    refuse_wide_rows(read_resources(resource(fields=50, **keys)))


def test_no_other_database_is_asked_to_mind_it() -> None:
    answers = {
        **preset("fastapi", "postgresql"),
        "resources": resource(fields=40, max_length=60),
        "project_name": "My Service",
        "description": "",
        "author": "",
        "python_version": "3.11",
        "license": "MIT",
        "_copier_phase": "render",
    }

    assert context_of(answers)["slices"] == ["companies"]
    with pytest.raises(CatalogueError, match="short texts"):
        context_of({**answers, "database": "mysql"})

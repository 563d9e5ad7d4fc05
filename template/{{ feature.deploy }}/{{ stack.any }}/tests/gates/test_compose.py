"""compose.yaml: its form, and the order in which it starts things."""

import pytest

from tests.compose import Json, merged, validate

ORDER = pytest.mark.checklist("operations.containers", proves="order")
SCHEMA = pytest.mark.checklist("operations.containers", proves="schema")


@pytest.fixture(scope="module")
def project() -> Json:
    return merged("compose.yaml", "compose.override.yaml")


@SCHEMA
def test_it_is_of_the_published_form(project: Json) -> None:
    done = validate(project)

    assert done.returncode == 0, done.stderr


@SCHEMA
@pytest.mark.parametrize(
    ("word", "instead"), [("read_only", "readonly"), ("stop_grace_period", "grace")]
)
def test_a_word_that_compose_does_not_know_is_found(project: Json, word: str, instead: str) -> None:
    said = project["services"]["service"]
    service = {instead if key == word else key: value for key, value in said.items()}
    misspelt = {**project, "services": {**project["services"], "service": service}}

    done = validate(misspelt)

    assert done.returncode != 0
    assert instead in done.stderr


@SCHEMA
def test_each_image_is_of_a_version(project: Json) -> None:
    images = [service["image"] for service in project["services"].values() if "image" in service]

    assert images
    assert all(image.partition(":")[2] not in ("", "latest") for image in images)


@ORDER
def test_the_database_is_healthy_then_it_migrates_then_it_serves(project: Json) -> None:
    services = project["services"]

    migrates, serves = services["migrate"], services["service"]

    assert migrates["depends_on"]["database"] == {"condition": "service_healthy"}
    assert serves["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert migrates["environment"] == serves["environment"]
    assert migrates["build"] == serves["build"]


@ORDER
def test_each_server_beside_it_says_when_it_is_healthy(project: Json) -> None:
    ours = {"migrate", "service"}

    silent = [name for name, s in project["services"].items() if "healthcheck" not in s]

    assert set(silent) == ours


def test_no_secret_has_a_default(project: Json) -> None:
    assert project["services"]["service"]["environment"]["SECRET_KEY"].startswith("${SECRET_KEY:?")

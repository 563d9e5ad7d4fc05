"""deploy/compose/instances.yaml, over compose.yaml: instances behind one balancer."""

import pytest

from tests.compose import Json, merged, validate
from tests.processes import ROOT

SCHEMA = pytest.mark.checklist("operations.containers", proves="schema")
READY = pytest.mark.checklist("integrations.load-balancing", proves="ready")


@pytest.fixture(scope="module")
def services() -> Json:
    found: Json = merged("compose.yaml", "deploy/compose/instances.yaml")["services"]
    return found


@SCHEMA
def test_it_is_of_the_published_form() -> None:
    done = validate(merged("compose.yaml", "deploy/compose/instances.yaml"))

    assert done.returncode == 0, done.stderr


@SCHEMA
def test_each_image_is_of_a_version(services: Json) -> None:
    images = [service["image"] for service in services.values() if "image" in service]

    assert all(image.partition(":")[2] not in ("", "latest") for image in images)


@READY
def test_the_balancer_alone_is_reached_from_outside(services: Json) -> None:
    balancer, service = services["balancer"], services["service"]

    assert "ports" not in service
    assert service["deploy"]["replicas"] >= 2
    assert balancer["ports"] == ["127.0.0.1:${PORT:-8000}:8000"]
    assert balancer["depends_on"] == {"service": {"condition": "service_healthy"}}


@READY
def test_the_balancer_finds_instances_by_their_name(services: Json) -> None:
    (mount,) = services["balancer"]["volumes"]
    configuration = (ROOT / mount.partition(":")[0]).read_text()

    assert "service" in services
    assert "server-template service 10 service:8000 resolvers platform" in configuration


def test_neither_may_write_or_rise(services: Json) -> None:
    for name in ("balancer", "service"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["security_opt"] == ["no-new-privileges:true"]

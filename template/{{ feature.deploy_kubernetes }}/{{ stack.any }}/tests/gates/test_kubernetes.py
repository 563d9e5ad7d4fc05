"""The manifests, as kustomize composes them for each overlay: their form, and what they mean."""

import re
import shutil
import subprocess
from pathlib import Path

import httpx2
import pytest
import yaml
from pydantic import SecretStr

from app.config import Settings
from tests.kustomize import Object, composed, containers_of, key_of, pods_of
from tests.needs import lack
from tests.processes import ROOT
from tools.environments import Unavailable, python_of

SCHEMA = pytest.mark.checklist("operations.kubernetes", proves="schema")
RESTRICTED = pytest.mark.checklist("operations.kubernetes", proves="restricted")
PROBES = pytest.mark.checklist("operations.kubernetes", proves="probes")
SECRETS = pytest.mark.checklist("operations.kubernetes", proves="secrets")
MIGRATIONS = pytest.mark.checklist("operations.kubernetes", proves="migrations")
AVAILABLE = pytest.mark.checklist("operations.kubernetes", proves="available")

TREE = ROOT / "deploy/kubernetes"
OVERLAYS = sorted(path.parent for path in TREE.glob("overlays/*/kustomization.yaml"))
VERSIONS = ("1.33", "1.37")
"""The oldest and the newest of Kubernetes that the manifests are held to."""


@pytest.fixture(params=OVERLAYS, ids=lambda path: path.name)
def overlay(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


@pytest.fixture
def objects(overlay: Path) -> list[Object]:
    return composed(overlay)


def the(kind: str, objects: list[Object]) -> Object:
    (found,) = [known for known in objects if known["kind"] == kind]
    return found


def listed(file: Path) -> dict[str, str]:
    """The lines NAME=value of a file."""
    lines = [line for line in file.read_text().splitlines() if line and line[0] != "#"]
    return dict(line.split("=", 1) for line in lines)


def plain(text: str) -> str:
    """With the defaults of Compose's variables."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text)


@SCHEMA
@pytest.mark.parametrize("version", VERSIONS)
def test_every_manifest_is_of_the_published_form(
    objects: list[Object], tmp_path: Path, version: str
) -> None:
    try:
        python = python_of(ROOT / "tools/manifests")
    except Unavailable as error:
        lack(f"the schemas of Kubernetes can't be installed ({error}): no manifest was validated")
    file = tmp_path / "objects.yaml"
    file.write_text(yaml.safe_dump_all(objects))

    strictly = ("-m", "kubernetes_validate", "--strict", "-k", version)
    done = subprocess.run([python, *strictly, file], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" passed for resource ") == len(objects)


def test_kustomize_composes_the_same(overlay: Path, objects: list[Object]) -> None:
    program = shutil.which("kubectl")
    if not program:
        lack("kubectl is not installed (in kubernetes-client): no overlay was composed by it")
    done = subprocess.run(
        [program, "kustomize", overlay], capture_output=True, text=True, check=False
    )

    theirs = list(yaml.safe_load_all(done.stdout))

    assert done.returncode == 0, done.stderr
    assert sorted(theirs, key=key_of) == sorted(objects, key=key_of)


@RESTRICTED
def test_no_pod_may_do_more_than_serve(objects: list[Object]) -> None:
    for pod in pods_of(objects):
        context = pod["securityContext"]
        assert (context["runAsNonRoot"], context["runAsUser"]) == (True, 10001)
        assert context["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["automountServiceAccountToken"] is False
        assert not pod.keys() & {"hostNetwork", "hostPID", "hostIPC"}
        assert all(volume.keys() <= {"name", "emptyDir"} for volume in pod["volumes"])
    for container in containers_of(objects):
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }


@RESTRICTED
def test_each_container_has_its_limits(objects: list[Object]) -> None:
    for container in containers_of(objects):
        assert container["resources"].keys() == {"requests", "limits"}
        assert {frozenset(given) for given in container["resources"].values()} == {
            frozenset({"cpu", "memory"})
        }


@RESTRICTED
def test_the_network_leads_to_what_it_depends_on_alone(objects: list[Object]) -> None:
    policy = the("NetworkPolicy", objects)["spec"]
    (service,) = the("Deployment", objects)["spec"]["template"]["spec"]["containers"]

    (inward,) = policy["ingress"]
    ports = {port["port"] for rule in policy["egress"] for port in rule["ports"]}

    assert sorted(policy["policyTypes"]) == ["Egress", "Ingress"]
    assert [p["port"] for p in inward["ports"]] == [p["containerPort"] for p in service["ports"]]
    assert inward["from"]
    assert 53 in ports
    assert ports & {5432, 3306}


@RESTRICTED
def test_each_image_is_of_a_version(objects: list[Object]) -> None:
    images = {container["image"] for container in containers_of(objects)}

    assert len(images) == 1
    assert all(image.partition(":")[2] not in ("", "latest") for image in images)


@PROBES
def test_probes_ask_what_the_service_answers(objects: list[Object], base_url: str) -> None:
    (service,) = the("Deployment", objects)["spec"]["template"]["spec"]["containers"]
    asked = {
        name: service[f"{name}Probe"]["httpGet"] for name in ("startup", "liveness", "readiness")
    }

    answers = {name: httpx2.get(f"{base_url}{get['path']}") for name, get in asked.items()}

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(
        asked, 200
    )
    assert asked["liveness"]["path"] == "/health/live"
    assert asked["readiness"]["path"] == "/health/ready"


@PROBES
def test_the_port_is_the_one_that_it_listens_at(objects: list[Object]) -> None:
    deployment, service = the("Deployment", objects)["spec"], the("Service", objects)["spec"]
    (container,) = deployment["template"]["spec"]["containers"]
    (port,) = container["ports"]

    probes = [container[f"{name}Probe"] for name in ("startup", "liveness", "readiness")]

    assert str(port["containerPort"]) == the("ConfigMap", objects)["data"]["PORT"]
    assert {probe["httpGet"]["port"] for probe in probes} == {port["name"]}
    assert [given["targetPort"] for given in service["ports"]] == [port["name"]]


@PROBES
def test_every_selector_finds_its_pods(objects: list[Object]) -> None:
    deployment = the("Deployment", objects)["spec"]
    labels = deployment["template"]["metadata"]["labels"]
    budget = the("PodDisruptionBudget", objects)["spec"]
    policy = the("NetworkPolicy", objects)["spec"]

    assert deployment["selector"]["matchLabels"] == labels
    assert the("Service", objects)["spec"]["selector"] == labels
    assert budget["selector"]["matchLabels"] == labels
    assert policy["podSelector"]["matchLabels"].items() <= labels.items()
    assert the("Job", objects)["spec"]["template"]["metadata"]["labels"] != labels


@SECRETS
def test_a_setting_that_is_a_secret_is_in_no_manifest(objects: list[Object]) -> None:
    fields = Settings.model_fields.items()
    secrets = {name.upper() for name, field in fields if field.annotation is SecretStr}
    sources = [container["envFrom"] for container in containers_of(objects)]

    assert {"DATABASE_URL", "SECRET_KEY"} <= secrets
    assert secrets.isdisjoint(the("ConfigMap", objects)["data"])
    assert not any("env" in container for container in containers_of(objects))
    assert all({"secretRef": {"name": "service-secrets"}} in source for source in sources)
    assert "Secret" not in {known["kind"] for known in objects}
    assert not any(listed(TREE / "secrets.env.example").values())


@SECRETS
def test_what_the_two_say_is_all_that_production_asks_for(objects: list[Object]) -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["service"]
    values = {**compose["environment"], "SECRET_KEY": "a" * 48}
    names = listed(TREE / "secrets.env.example")
    given = {name: plain(values[name]) for name in names} | the("ConfigMap", objects)["data"]

    settings = Settings(_env_file=None, **{name.lower(): value for name, value in given.items()})

    assert settings.environment == "production"


@MIGRATIONS
def test_migrations_are_a_job_that_is_applied_first(objects: list[Object]) -> None:
    job = the("Job", objects)
    (container,) = job["spec"]["template"]["spec"]["containers"]
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["migrate"]
    component = "app.kubernetes.io/component"
    needed = [the(kind, objects) for kind in ("ServiceAccount", "ConfigMap", "NetworkPolicy")]

    assert container["command"] == compose["command"]
    assert job["metadata"]["labels"][component] == "migration"
    assert {known["metadata"]["labels"][component] for known in needed} == {"config"}
    assert job["spec"]["template"]["spec"]["restartPolicy"] == "Never"


@AVAILABLE
def test_a_rollout_takes_no_instance_away_before_another_is_ready(objects: list[Object]) -> None:
    spec, settings = the("Deployment", objects)["spec"], the("ConfigMap", objects)["data"]
    pod = spec["template"]["spec"]
    (container,) = pod["containers"]
    probe = container["readinessProbe"]

    unnoticed = probe["periodSeconds"] * probe["failureThreshold"]

    assert spec["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
    assert float(settings["DRAIN_SECONDS"]) > unnoticed
    assert pod["terminationGracePeriodSeconds"] >= float(settings["DRAIN_SECONDS"]) + 20


@AVAILABLE
def test_there_is_always_another_instance(objects: list[Object]) -> None:
    scaled, budget = the("HorizontalPodAutoscaler", objects), the("PodDisruptionBudget", objects)

    assert "replicas" not in the("Deployment", objects)["spec"]
    assert (
        scaled["spec"]["scaleTargetRef"]["name"] == the("Deployment", objects)["metadata"]["name"]
    )
    assert 2 <= scaled["spec"]["minReplicas"] <= scaled["spec"]["maxReplicas"]
    assert budget["spec"]["maxUnavailable"] == 1


def test_overlays_differ_by_their_namespace() -> None:
    spaces = [{o["metadata"]["namespace"] for o in composed(overlay)} for overlay in OVERLAYS]

    assert len(OVERLAYS) == 2
    assert len(set.union(*spaces)) == len(OVERLAYS)

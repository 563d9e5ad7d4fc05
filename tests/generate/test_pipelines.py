"""The pipelines that services are given: valid by the schemas of those who run them."""

import pytest

from extensions.catalogue.layers import DATABASES, FRAMEWORKS
from tests.support.presets import preset
from tests.support.processes import BIN, run
from tests.support.rendering import rendered

PIPELINES = {
    "github": (".github/workflows/check.yml", "--builtin-schema=vendor.github-workflows"),
    "gitlab": (".gitlab-ci.yml", "--builtin-schema=vendor.gitlab-ci"),
}
TRANSFORMS = {"github": (), "gitlab": ("--data-transform=gitlab-ci",)}


EACH = [
    pytest.param(framework, database, pipeline, id=f"{framework}-{database}-{pipeline}")
    for pipeline in PIPELINES
    for framework, database in zip(FRAMEWORKS, DATABASES, strict=True)
]
"""A pipeline asks what the database is, and what the options are; never the framework."""


@pytest.mark.parametrize(("framework", "database", "pipeline"), EACH)
def test_a_pipeline_is_valid(framework: str, database: str, pipeline: str) -> None:
    answers = {**preset(framework, database), "profile": "production", "pipeline": pipeline}
    file, schema = PIPELINES[pipeline]

    service = rendered(answers)

    run(BIN / "check-jsonschema", schema, *TRANSFORMS[pipeline], file, cwd=service)


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_a_service_has_one_pipeline(pipeline: str) -> None:
    service = rendered({**preset("flask", "sqlite"), "pipeline": pipeline})

    found = [name for name, (file, _) in PIPELINES.items() if (service / file).exists()]

    assert found == [pipeline]


def test_a_service_may_have_none() -> None:
    service = rendered({**preset("flask", "sqlite"), "profile": "minimal"})

    assert [file for file, _ in PIPELINES.values() if (service / file).exists()] == []

"""The OpenAPI document: of version 3.1, complete, and consistent in itself."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from httpx2 import Client

from tests.contract.answers import Json
from tests.contract.promises import CODES
from tests.parents import parents_of
from tests.samples import Sample

STANDARD = {"live", "ready"}


@pytest.fixture(scope="module")
def document(client: Client) -> Json:
    found: Json = client.get("/openapi.json").json()
    return found


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def _walk(node: Any) -> Iterator[Json]:
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, dict | list):
            yield from _walk(child)


@pytest.mark.checklist("api.documentation", proves="complete")
def test_it_is_of_version_3_1(client: Client, document: Json) -> None:
    assert client.get("/openapi.json").headers["Content-Type"] == "application/json"
    assert document["openapi"].startswith("3.1.")
    assert {"title", "version", "description"} <= set(document["info"])


def test_it_is_the_same_each_time(client: Client, document: Json) -> None:
    assert client.get("/openapi.json").json() == document


@pytest.mark.checklist("api.documentation", proves="complete")
def test_each_operation_has_an_id_of_its_own(document: Json) -> None:
    ids = [operation["operationId"] for _, _, operation in _operations(document)]

    assert len(set(ids)) == len(ids)
    assert set(ids) >= STANDARD


def test_each_resource_has_its_five_operations(document: Json, sample: Sample) -> None:
    collection, row = document["paths"][sample.path], document["paths"][f"{sample.path}/{{key}}"]

    ids = {operation["operationId"] for operation in (*collection.values(), *row.values())}

    assert (set(collection), set(row)) == ({"get", "post"}, {"get", "patch", "delete"})
    assert f"list_{sample.name}" in ids
    assert len(ids) == 5


@pytest.mark.checklist("api.versioning", proves="paths")
def test_each_path_of_a_resource_names_its_version(document: Json, sample: Sample) -> None:
    of_resource = [path for path in document["paths"] if path.startswith(sample.path)]

    assert len(of_resource) >= 2
    assert all(re.match(r"/api/v\d+/", path) for path in of_resource)


@pytest.mark.checklist("api.documentation", proves="complete")
def test_each_operation_says_what_it_does(document: Json) -> None:
    for _, _, operation in _operations(document):
        assert operation["summary"]
        assert operation["tags"]


@pytest.mark.checklist("api.documentation", proves="complete")
def test_each_error_is_an_envelope_with_an_example(document: Json) -> None:
    for path, _, operation in _operations(document):
        for status, answer in operation["responses"].items():
            if int(status) < 400 or path.startswith("/health/"):
                continue
            content = answer["content"]["application/json"]
            assert content["schema"] == {"$ref": "#/components/schemas/Failure"}
            codes = {example["value"]["error"]["code"] for example in content["examples"].values()}
            assert codes
            assert codes <= CODES.get(int(status), codes)


def test_each_success_tells_its_request_id(document: Json) -> None:
    for _, _, operation in _operations(document):
        for status, answer in operation["responses"].items():
            if status.startswith("2"):
                assert "X-Request-ID" in answer["headers"]


def test_each_resource_has_an_example(document: Json, sample: Sample) -> None:
    body = document["paths"][sample.path]["post"]["requestBody"]["content"]["application/json"]
    schema = document["components"]["schemas"][body["schema"]["$ref"].rpartition("/")[2]]

    assert set(schema["examples"][0]) <= set(schema["properties"])
    assert set(schema.get("required", ())) == set(sample.required)
    assert schema["additionalProperties"] is False


def test_a_patch_has_no_defaults_but_null(document: Json, sample: Sample) -> None:
    body = document["paths"][f"{sample.path}/{{key}}"]["patch"]["requestBody"]["content"]
    reference = body["application/merge-patch+json"]["schema"]["$ref"]
    schema = document["components"]["schemas"][reference.rpartition("/")[2]]
    fields = schema["properties"].items()

    defaults = {name: field["default"] for name, field in fields if "default" in field}
    nullable = {name for name, field in fields if {"type": "null"} in field.get("anyOf", ())}

    assert defaults == dict.fromkeys(nullable)
    assert set(sample.optional) <= nullable
    assert "required" not in schema


@pytest.mark.checklist("api.documentation", proves="examples")
def test_an_example_is_taken(client: Client, document: Json, sample: Sample) -> None:
    body = document["paths"][sample.path]["post"]["requestBody"]["content"]["application/json"]
    schema = document["components"]["schemas"][body["schema"]["$ref"].rpartition("/")[2]]

    body = schema["examples"][0] | parents_of(client, sample)
    response = client.post(sample.path, json=body)

    assert response.status_code in (201, 409)


def test_every_reference_leads_somewhere(document: Json) -> None:
    schemas = document["components"]["schemas"]
    references = [node["$ref"] for node in _walk(document) if "$ref" in node]

    assert {reference.rpartition("/")[2] for reference in references} == set(schemas)
    assert all(reference.startswith("#/components/schemas/") for reference in references)


def test_every_parameter_of_a_path_is_told(document: Json) -> None:
    for path, _, operation in _operations(document):
        told = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"}
        assert told == {part[1:-1] for part in path.split("/") if part.startswith("{")}

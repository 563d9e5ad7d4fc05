"""Reads answers: what a test expects of one in a word."""

from typing import Any

from httpx2 import Response

Json = dict[str, Any]


def data_of(response: Response, status: int = 200) -> Any:
    """The data of a success with this status."""
    assert response.status_code == status, response.text
    body = response.json()
    assert body["success"] is True
    return body["data"]


def pagination_of(response: Response) -> Json:
    data_of(response)
    pagination: Json = response.json()["meta"]["pagination"]
    return pagination


def error_of(response: Response, status: int, code: str) -> Json:
    """The error of a refusal with this status and code."""
    assert response.status_code == status, response.text
    error: Json = response.json()["error"]
    assert error["code"] == code
    return error


def faults_of(response: Response) -> set[str]:
    """The fields that a validation error complains of: {"body.name"}."""
    details = error_of(response, 400, "VALIDATION_ERROR")["details"]
    assert all(set(fault) == {"field", "message", "type"} for fault in details)
    return {fault["field"] for fault in details}

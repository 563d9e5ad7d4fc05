"""What an update can't change."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .faults import CatalogueError

_ANSWERS_FILE = ".copier-answers.yml"


def refuse_another_framework(answers: Mapping[str, Any]) -> None:
    """Slices are the owner's, and stay of the framework that they were seeded for: the service
    would be half of one and half of the other. Raises CatalogueError before a file is written."""
    if answers.get("_copier_operation") != "update":
        return
    before = _framework_of(str(answers["_copier_conf"]["dst_path"]))
    if before and answers["framework"] != before:
        raise CatalogueError(
            [
                f"framework: is {before}, and no update can change it. Generate a new service, "
                "then bring what is yours over."
            ]
        )


@cache
def _framework_of(service: str) -> str | None:
    """None where nothing has been generated yet: an update renders twice beside the service."""
    try:
        answers = yaml.safe_load((Path(service) / _ANSWERS_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return answers.get("framework") if isinstance(answers, dict) else None

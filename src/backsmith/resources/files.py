"""Resources from a file: the answer's own form in YAML, or a JSON Schema, in YAML or in JSON."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backsmith.faults import CommandError
from backsmith.resources.json_schema import is_schema, read_schema
from backsmith.resources.spec import Spec
from backsmith.resources.yaml_file import read_answer


def read_file(file: Path) -> Spec:
    """What it is, its content says. Raises CommandError where it can't be read."""
    content = _loaded(file)
    if isinstance(content, Mapping) and is_schema(content):
        return read_schema(content, name=file.name.split(".")[0])
    return read_answer(content, called=str(file))


def _loaded(file: Path) -> Any:
    """JSON is YAML as well. Raises CommandError with the line of the fault."""
    import yaml

    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CommandError(f"There is no file {file}.") from None
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        why = " ".join(str(error).split())
        raise CommandError(f"{file} can't be read as YAML or JSON: {why}") from None

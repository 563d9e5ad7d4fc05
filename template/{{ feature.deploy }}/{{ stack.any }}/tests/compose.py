"""Files of Compose, merged as Compose merges them: as much of it as this tree uses."""

import json
import re
import subprocess
from copy import deepcopy
from typing import Any

import yaml

from tests.needs import lack
from tests.processes import ROOT
from tools.environments import Unavailable, python_of

Json = dict[str, Any]
_VALIDATE = """
import sys
from compose_spec import PyCompose
PyCompose.from_json(sys.stdin.read())
"""
_VARIABLE = re.compile(r"\$\{\w+(:-(?P<default>[^}]*)|:\?[^}]*)?\}")


class _Loader(yaml.SafeLoader):
    """Knows `!reset`, which takes away what was said before."""


_Loader.add_constructor("!reset", lambda *_: None)


def merged(*files: str) -> Json:
    """Later files go before earlier ones."""
    found: Json = {}
    for file in files:
        _merge(found, yaml.load((ROOT / file).read_text(), _Loader))
    return found


def validate(project: Json) -> subprocess.CompletedProcess[str]:
    """By the form that Compose publishes, which knows every word there is. Variables have values by
    then: their defaults."""
    try:
        python = python_of(ROOT / "tools/manifests")
    except Unavailable as error:
        lack(f"the form of Compose can't be installed ({error}): no file was validated")
    return subprocess.run(
        [python, "-c", _VALIDATE],
        input=_VARIABLE.sub(lambda found: found["default"] or "given", json.dumps(project)),
        capture_output=True,
        text=True,
        check=False,
    )


def _merge(target: Json, more: Json) -> None:
    for name, value in more.items():
        if value is None:
            target.pop(name, None)
        elif isinstance(value, dict) and isinstance(target.get(name), dict):
            _merge(target[name], value)
        elif isinstance(value, list) and isinstance(target.get(name), list):
            target[name] += value
        else:
            target[name] = deepcopy(value)

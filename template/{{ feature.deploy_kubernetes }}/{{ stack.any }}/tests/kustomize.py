"""Composes a base and its overlays, as `kubectl kustomize` does: as much of it as this tree uses.

What it does not know stops it, and where kubectl is installed a test compares the two.
"""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

Object = dict[str, Any]
_KNOWN = {"apiVersion", "kind", "namespace", "resources", "images", "patches"}


def composed(folder: Path) -> list[Object]:
    """All objects of a kustomization. Raises ValueError where it says what is not known here."""
    said: Object = yaml.safe_load((folder / "kustomization.yaml").read_text())
    if unknown := said.keys() - _KNOWN:
        raise ValueError(f"{folder}: unknown {sorted(unknown)}")
    objects = [found for name in said["resources"] for found in _resource(folder / name)]
    for patch in said.get("patches", []):
        (found,) = _documents(folder / patch["path"])
        (target,) = [known for known in objects if key_of(known) == key_of(found)]
        _merge(target, found)
    for image in said.get("images", []):
        for container in containers_of(objects):
            _rename(container, image)
    for known in objects if "namespace" in said else []:
        known["metadata"]["namespace"] = said["namespace"]
    return objects


def key_of(known: Object) -> tuple[str, str, str]:
    """What tells an object from the others."""
    return known["apiVersion"], known["kind"], known["metadata"]["name"]


def pods_of(objects: list[Object]) -> list[Object]:
    """The specs of all pods that these objects make."""
    return [o["spec"]["template"]["spec"] for o in objects if "template" in o.get("spec", {})]


def containers_of(objects: list[Object]) -> list[Object]:
    """Those of all pods."""
    pods = pods_of(objects)
    return [c for pod in pods for c in [*pod.get("initContainers", []), *pod["containers"]]]


def _resource(place: Path) -> list[Object]:
    return composed(place) if place.is_dir() else _documents(place)


def _documents(file: Path) -> list[Object]:
    return [found for found in yaml.safe_load_all(file.read_text()) if found]


def _merge(target: Object, patch: Object) -> None:
    """Strategically, for objects alone: a list takes the place of a list."""
    for name, value in patch.items():
        if isinstance(value, dict) and isinstance(target.get(name), dict):
            _merge(target[name], value)
        elif value is None:
            target.pop(name, None)
        elif isinstance(value, list) and isinstance(value[0], dict):
            raise ValueError(f"{name}: how lists of objects are merged is not known here")
        else:
            target[name] = deepcopy(value)


def _rename(container: Object, image: Object) -> None:
    if container["image"].partition(":")[0] == image["name"]:
        container["image"] = f"{image['newName']}:{image['newTag']}"

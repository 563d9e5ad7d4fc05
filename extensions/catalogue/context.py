"""What templates see beside the answers.

`feature` and `stack` name the layers; `project`, `resources`, `dependencies` are what composition
files loop over.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any

from .checklists import CHECKLISTS
from .code import imports, literal
from .commands import COMMANDS
from .egress import egress_of
from .features import FEATURES
from .identity import AUTH, login_of, refuse_taken_names, users
from .layers import DEFAULT_URLS, ON, features_of, stack_of
from .pipeline import pipeline_of
from .progress import state_of, walks_of
from .project import read_project
from .questions import QUESTIONS, Questions
from .relations import undeletable
from .resources import Resource, read_resources
from .row_widths import refuse_wide_rows
from .selection import Resolver
from .servers import SERVERS
from .slice_names import listed
from .slices import slices_of
from .texts import commented, toml
from .updates import refuse_another_framework
from .wiring import OF_RELATED, Wired

_ANSWERS = (
    "project_name",
    "description",
    "author",
    "framework",
    "database",
    "python_version",
    "license",
    "profile",
    *(checklist.question for checklist in CHECKLISTS),
    *QUESTIONS,
    "resources",
)
_RESOLVER = Resolver()


def context_of(answers: Mapping[str, Any] | MutableMapping[str, Any]) -> dict[str, Any]:
    """What helps to ask while questions are being asked; then all of it. Raises CatalogueError."""
    if answers.get("_copier_phase") not in ("render", "tasks", "migrate"):
        return {"questions": Questions(answers)}
    refuse_another_framework(answers)
    given = {name: answers.get(name) for name in _ANSWERS}
    key = repr(given)
    if key not in _made:
        _made[key] = _made_of(given)
    return _made[key]


def deletions(resources: list[Resource]) -> str:
    """The operations that others may stand in the way of, as a constant."""
    names = [literal(f"delete_{name}") for name in sorted(undeletable(resources))]
    return listed("_DELETIONS: tuple[str, ...] = ", names, tail="")


_made: dict[str, dict[str, Any]] = {}
"""A render asks more than a thousand times, with the same answers: the key has to be cheap."""


def _made_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    project = read_project(answers)
    resources = read_resources(answers["resources"])
    if answers["database"] == "mysql":
        refuse_wide_rows(resources)
    selection = _RESOLVER.resolve(answers)
    has_users = AUTH in selection.features
    refuse_taken_names(resources, selection.features)
    related = any(resource.references for resource in resources)
    stack = stack_of(answers["framework"], answers["database"], related=related)
    stacks = {name for name, state in stack if state == ON}
    features = [FEATURES[name] for name in selection.features]
    checklists = state_of(selection, stacks)
    wirings = [wiring for f in features for wiring in f.wirings_on(stacks)]
    wired = Wired([OF_RELATED, *wirings] if related else wirings)
    slices = slices_of(resources, owned=has_users)
    containers = [container for f in features for container in f.containers]
    return {
        "feature": features_of(list(FEATURES), set(selection.features)),
        "stack": stack,
        "project": project,
        "commands": COMMANDS[answers["framework"]],
        "database_url": DEFAULT_URLS[answers["database"]],
        "server": SERVERS[answers["database"]],
        "resources": slices,
        "tables": [*users(), *slices] if has_users else slices,
        "imports": imports,
        "login": login_of(selection.features),
        "checklists": checklists,
        "chosen": sorted(selection.items),
        "commented": commented,
        "containers": containers,
        "egress": egress_of(SERVERS[answers["database"]], features),
        "pipeline_job": pipeline_of(
            features, stacks, SERVERS[answers["database"]], project.python_version
        ),
        "make_commands": [command for f in features for command in f.commands],
        "toml": toml,
        "variables": [variable for f in features for variable in f.variables],
        "walks": walks_of(checklists),
        "wired": wired,
        "record_imports": wired.imports(
            {
                "app": ["domains"],
                "app.infrastructure.database.chains": ["Chain"],
                "app.infrastructure.database.models": ["Model"],
                **{f"app.domain.{r.plural}.models": [f"{r.class_name}Record"] for r in resources},
            },
            "migrations",
            "records",
        ),
        "url_imports": wired.imports(
            {
                "app": ["domains", "features"],
                "app.http": ["documentation", "failures", "health"],
                **{f"app.domain.{r.plural}": [f"controller as {r.plural}"] for r in resources},
            },
            "urls",
        ),
        "slices": sorted(resource.plural for resource in resources),
        "seeds": sorted([resource.plural for resource in resources] + ["users"] * has_users),
        "deletions": deletions(resources),
        "dependencies": sorted({r for f in features for r in f.dependencies_on(stacks)}),
        "dev_dependencies": sorted({r for f in features for r in f.dev_dependencies_on(stacks)}),
    }

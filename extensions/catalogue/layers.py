"""Layers: the folders of `template/`, and which of them an answer set turns on.

`template/{{ feature.NAME }}/{{ stack.NAME }}/...`: a part that renders to "." melts into its
parent, one that renders to nothing drops its subtree.
"""

from typing import Any

from pydantic import BaseModel, create_model

ON, OFF = ".", ""

FRAMEWORKS: dict[str, tuple[str, ...]] = {
    "fastapi": ("fastapi", "async", "sqlalchemy", "sqlalchemy_async"),
    "flask": ("flask", "sync", "wsgi", "sqlalchemy", "sqlalchemy_sync"),
    "django": ("django", "sync", "wsgi", "django_orm"),
}
"""Each framework that is offered, with the stacks that it brings."""

FRAMEWORK_TITLES = {"fastapi": "FastAPI", "flask": "Flask", "django": "Django"}

DEFAULT_URLS = {
    "sqlite": "sqlite:///app.db",
    "postgresql": "postgresql://postgres:postgres@127.0.0.1:5432/app",
    "mysql": "mysql://root@127.0.0.1:3306/app",
}
"""Each database that is offered, with the DATABASE_URL that development begins with."""

DATABASES = tuple(DEFAULT_URLS)

DATABASE_STACKS = {name: ("server", name) if name != "sqlite" else (name,) for name in DATABASES}
"""Each database, with the stacks that it brings: `server` is all that is no file."""

COMBINED = {"psycopg": {"wsgi", "postgresql"}}
"""A stack that others bring together."""

STACKS = (
    "any",
    "related",
    *COMBINED,
    *sorted({s for stacks in FRAMEWORKS.values() for s in stacks}),
    *sorted({s for stacks in DATABASE_STACKS.values() for s in stacks}),
)


class Layers(BaseModel):
    """One attribute a layer. A name that is none of them stops the render."""


def stack_of(framework: str, database: str, *, related: bool = False) -> Layers:
    """`related` says that there are resources which refer to others."""
    on = {"any", *DATABASE_STACKS.get(database, ()), *FRAMEWORKS.get(framework, ())}
    on |= {name for name, parts in COMBINED.items() if parts <= on}
    return _layers(STACKS, on | {"related"} if related else on)


def features_of(known: list[str], chosen: set[str]) -> Layers:
    return _layers(known, chosen)


def _layers(known: Any, on: set[str]) -> Layers:
    fields: dict[str, Any] = {name: (str, ON if name in on else OFF) for name in known}
    return create_model("Layers", __base__=Layers, **fields)()

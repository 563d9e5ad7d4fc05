"""What features add to a service's composition files: names, each with the module that has it."""

from collections.abc import Iterable
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from .code import imports
from .slice_names import listed

Reference = Annotated[str, Field(pattern=r"^[a-z_.]+:[A-Za-z_]+( as [a-z_]+)?$")]
"""`app.middleware.rate_limit:RateLimit`; `app.domain.users:controller as users`, where several have
one name."""


class Wiring(BaseModel):
    """One list a place where features are wired."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    apps: tuple[Reference, ...] = ()
    """Packages that are Django apps."""
    installs: tuple[Reference, ...] = ()
    """Packages with an `install(app, settings)`."""
    listeners: tuple[Reference, ...] = ()
    """Called with the outcome of every request."""
    log_processors: tuple[Reference, ...] = ()
    """Made of the settings; what every log event passes through before it is written."""
    middleware: tuple[Reference, ...] = ()
    """Made of the application and the settings; what every request passes through."""
    migrations: tuple[Reference, ...] = ()
    """Chains of migrations, of tables that are the template's own: Alembic's."""
    outermost: tuple[Reference, ...] = ()
    """As middleware, around what names a request and tells its outcome: they see log lines too."""
    probes: tuple[Reference, ...] = ()
    """What `make doctor` tries."""
    promises: tuple[Reference, ...] = ()
    """What operations promise besides their own, for the document."""
    records: tuple[Reference, ...] = ()
    """Models of tables that an option seeds: from then on they are the user's."""
    refusals: tuple[Reference, ...] = ()
    """What production does not start with, besides what the core refuses."""
    settings: tuple[Reference, ...] = ()
    """Classes of settings."""
    urls: tuple[Reference, ...] = ()
    """Modules of Django with a list `urls`."""

    def __add__(self, other: "Wiring") -> "Wiring":
        places = type(self).model_fields
        return Wiring(**{name: (*getattr(self, name), *getattr(other, name)) for name in places})


OF_RELATED = Wiring(promises=("app.http.held_rows:HELD_ROWS",))
"""Of resources that refer to others."""


class Named(NamedTuple):
    module: str
    name: str


class Wired:
    """The places of one service, as its composition files ask for them."""

    def __init__(self, wirings: Iterable[Wiring]) -> None:
        self._all = sum(wirings, Wiring())

    def names(self, place: str) -> list[str]:
        """What is wired there, in order."""
        return [reference.name.rpartition(" as ")[2] for reference in self._at(place)]

    def modules(self, place: str) -> list[str]:
        """The same as dotted paths: of what is a package itself."""
        return [f"{reference.module}.{reference.name}" for reference in self._at(place)]

    def assignment(self, head: str, place: str) -> str:
        """`head = (One, Two)`, formatted."""
        return listed(f"{head} = ", self.names(place), tail="")

    def imports(self, wanted: dict[str, list[str]], *places: str) -> str:
        """Import lines for what stands in these places, and for what else is wanted."""
        merged = {module: list(names) for module, names in wanted.items()}
        for place in places:
            for module, name in self._at(place):
                merged.setdefault(module, []).append(name)
        return imports(merged)

    def _at(self, place: str) -> list[Named]:
        return [Named(*reference.split(":")) for reference in getattr(self._all, place)]

"""The five operations of a resource, as the documentation tells them."""

from dataclasses import replace

from pydantic import BaseModel

from app.http.access import USERS, Access
from app.http.envelopes import Success, SuccessPage
from app.http.errors import ApiError, NotFound
from app.http.operations import Operation
from app.resources.entity import Kept


class ResourceOperations:
    """`list`, `create`, `get`, `update` and `delete`, each to be hung on its handler; `list_of` of
    those that refer to one row. Their permissions are `<plural>:read` and `<plural>:write`."""

    def __init__(
        self,
        entity: type[Kept],
        *,
        singular: str,
        plural: str,
        missing: type[ApiError],
        changed: type[ApiError],
        taken: tuple[type[ApiError], ...] = (),
        unknown: tuple[type[ApiError], ...] = (),
        access: Access = USERS,
    ) -> None:
        noun, nouns = singular.replace("_", " "), plural.replace("_", " ")
        refused = (*taken, *unknown)
        one: type[BaseModel] = Success[entity]  # type: ignore[valid-type]
        many: type[BaseModel] = SuccessPage[entity]  # type: ignore[valid-type]
        reading, writing = access.by(f"{plural}:read"), access.by(f"{plural}:write")
        self.list = Operation(
            id=f"list_{plural}",
            summary=f"List {nouns}, page by page",
            tag=plural,
            access=reading,
            returns=many,
        )
        self.create = Operation(
            id=f"create_{singular}",
            summary=f"Create one of the {nouns}",
            tag=plural,
            access=writing,
            status=201,
            returns=one,
            errors=refused,
            sends=("Location", "ETag"),
        )
        self.get = Operation(
            id=f"get_{singular}",
            summary=f"Get one of the {nouns}",
            tag=plural,
            access=reading,
            returns=one,
            also=(304,),
            errors=(missing,),
            reads=("If-None-Match",),
            sends=("ETag",),
        )
        self.update = Operation(
            id=f"update_{singular}",
            summary=f"Change a {noun} by a merge patch (RFC 7396)",
            tag=plural,
            access=writing,
            returns=one,
            takes=("application/json", "application/merge-patch+json"),
            errors=(missing, changed, *refused),
            reads=("If-Match",),
            sends=("ETag",),
        )
        self.delete = Operation(
            id=f"delete_{singular}",
            summary=f"Delete one of the {nouns}",
            tag=plural,
            access=writing,
            status=204,
            errors=(missing, changed),
            reads=("If-Match",),
        )

    def list_of(self, reference: str) -> Operation:
        """The list of those whose `reference` leads to one row."""
        return replace(
            self.list,
            id=f"{self.list.id}_of_{reference}",
            summary=f"{self.list.summary}: those of one {reference.replace('_', ' ')}",
            errors=(NotFound,),
        )

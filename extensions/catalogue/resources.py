"""Resources: what the answer `resources` says, checked."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from . import naming
from .faults import CatalogueError, sentences_of
from .relations import faults_of_references, parents_first
from .resource_fields import ResourceField


class Resource(BaseModel):
    """A kind of thing that the service keeps: its name and its fields."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str
    plural: str = ""
    fields: list[ResourceField] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        self.plural = self.plural or naming.plural_of(self.name)
        if reason := naming.refusal_of_resource(self.name):
            raise ValueError(f"{reason}.")
        if reason := naming.refusal_of_resource(self.plural):
            raise ValueError(f"has the plural {self.plural}, which {reason}.")
        if self.name == self.plural:
            raise ValueError("needs a plural of its own: say it as `plural`.")
        names = [field.attribute for field in self.fields]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"has two fields named {', '.join(twice)}.")
        return self

    @property
    def class_name(self) -> str:
        return naming.pascal(self.name)

    @property
    def references(self) -> list[ResourceField]:
        return [field for field in self.fields if field.is_reference]

    @property
    def unique_fields(self) -> list[ResourceField]:
        return [field for field in self.fields if field.unique]


def read_resources(answer: object) -> list[Resource]:
    """The resources of an answer: what others refer to comes before them, else by plural.

    Raises CatalogueError with every fault.
    """
    if not isinstance(answer, list) or not all(isinstance(item, dict) for item in answer):
        raise CatalogueError(
            ["resources: should be a list of resources, each with a name and fields."]
        )
    if not answer:
        raise CatalogueError(["resources: should list at least one, as a company with a name."])
    found, faults = [], []
    for item in answer:
        try:
            found.append(Resource.model_validate(item))
        except ValidationError as error:
            faults += sentences_of(error, of=item)
    for attribute in ("name", "plural", "class_name"):
        seen = [getattr(resource, attribute) for resource in found]
        faults += [
            f"resources: two of them have the {attribute.replace('_', ' ')} {twice}."
            for twice in sorted({value for value in seen if seen.count(value) > 1})
        ]
    faults += faults_of_references(found, known={str(item.get("name")) for item in answer})
    if faults:
        raise CatalogueError(faults)
    return parents_first(found)

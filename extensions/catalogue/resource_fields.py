"""One field of a resource: what an answer may say of it, and whether that makes sense."""

from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, model_validator

from . import naming
from .field_types import LONGEST_INDEXED, LONGEST_SHOWN, MOST_DIGITS, SHAPES, Shape

FieldType = Literal[
    "string",
    "text",
    "integer",
    "decimal",
    "boolean",
    "date",
    "datetime",
    "uuid",
    "reference",
    "url",
    "email",
    "enum",
    "json",
]
OnDelete = Literal["restrict", "cascade", "set_null"]
_NOT_IN_SQL = "%:\\{}"
"""Characters that mean something to one of the tools which a CHECK constraint passes through."""
_OF_DEFAULT = {"integer": int, "boolean": bool, "decimal": (int, float, str)}
_WITHOUT_DEFAULT = ("date", "datetime", "uuid", "reference", "url", "email", "json")
_LENGTHS = {"string": 200, "text": 2000, "url": 2048, "email": 254}


class ResourceField(BaseModel):
    """One field: its type, its limits, and what a list may do with it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str
    type: FieldType
    required: bool = True
    unique: bool = False
    searchable: bool = False
    sortable: bool = False
    min_length: int | None = Field(None, ge=0)
    max_length: int | None = Field(None, ge=1, le=100_000)
    minimum: int | float | str | None = Field(None, validation_alias=AliasChoices("minimum", "min"))
    maximum: int | float | str | None = Field(None, validation_alias=AliasChoices("maximum", "max"))
    precision: int | None = Field(None, ge=1, le=MOST_DIGITS)
    scale: int | None = Field(None, ge=0, le=MOST_DIGITS)
    values: list[str] | None = Field(
        None, validation_alias=AliasChoices("values", "choices"), min_length=1, max_length=100
    )
    default: Any = None
    to: str | None = None
    """The resource that a reference leads to; that of the field's own name where it is left out."""
    on_delete: OnDelete | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        for check in (self._check_name, self._check_limits, self._check_use, self._check_default):
            if fault := check():
                raise ValueError(f"{fault}.")
        return self

    def _check_name(self) -> str | None:
        if self.is_reference:
            return naming.refusal_of_reference(self.name)
        return naming.refusal_of_field(self.name)

    def _check_limits(self) -> str | None:
        allowed = {
            "min_length": ("string", "text"),
            "max_length": tuple(_LENGTHS),
            "minimum": ("integer", "decimal"),
            "maximum": ("integer", "decimal"),
            "precision": ("decimal",),
            "scale": ("decimal",),
            "values": ("enum",),
            "to": ("reference",),
            "on_delete": ("reference",),
        }
        for limit, types in allowed.items():
            if getattr(self, limit) is not None and self.type not in types:
                return f"has {limit}, which goes with {' and '.join(types)} alone"
        if self.type == "enum" and not self.values:
            return "is an enum: list its values"
        if self.values and (len(set(self.values)) < len(self.values) or "" in self.values):
            return "has a value that is empty or given twice"
        if self.values and max(map(len, self.values)) > LONGEST_SHOWN:
            return f"has a value of over {LONGEST_SHOWN} characters"
        if any(not _is_line(value) or set(value) & set(_NOT_IN_SQL) for value in self.values or ()):
            return f"has a value with blanks around it, or one of {' '.join(_NOT_IN_SQL)} in it"
        return self._check_bounds()

    def _check_bounds(self) -> str | None:
        if self.type in ("string", "text") and self.shortest > self.longest:
            return "has a min_length above its max_length"
        if self.type == "decimal" and self.digits[1] >= self.digits[0]:
            return "needs a precision above its scale"
        try:
            low, high = self._bound(self.minimum), self._bound(self.maximum)
        except ValueError:
            return f"has a minimum or maximum that is not of its type, {self.type}"
        if low is not None and high is not None and low > high:
            return "has a minimum above its maximum"
        return None

    def _check_use(self) -> str | None:
        if self.on_delete == "set_null" and self.required:
            return "is required, so a deletion can't set it to null: say required: false"
        if self.unique and self.type in ("text", "json", "boolean", "enum", "reference"):
            return f"can't be unique, being of type {self.type}"
        if self.searchable and self.type not in ("string", "text", "email"):
            return "can't be searchable: search looks into string, text and email"
        if self.sortable and self.type in ("text", "json", "reference"):
            return f"can't be sortable, being of type {self.type}"
        indexed = self.unique or self.sortable
        if indexed and self.type in _LENGTHS and self.longest > LONGEST_INDEXED:
            return (
                "is unique or sortable, so it is in an index: "
                f"give it a max_length of {LONGEST_INDEXED} or less"
            )
        return None

    def _check_default(self) -> str | None:
        if self.default is None:
            return None
        if self.unique:
            return "can't have a default, being unique"
        if self.type in _WITHOUT_DEFAULT:
            return f"can't have a default, being of type {self.type}"
        kind = _OF_DEFAULT.get(self.type, str)
        if not isinstance(self.default, kind) or (
            isinstance(self.default, bool) and self.type != "boolean"
        ):
            return f"has a default that is not of its type, {self.type}"
        if self.type in ("integer", "decimal"):
            return self._check_default_number()
        return self._check_default_text(str(self.default))

    def _check_default_text(self, text: str) -> str | None:
        if self.type == "enum" and text not in (self.values or ()):
            return "has a default that is not among its values"
        if self.type in ("string", "text"):
            if not _is_line(text) or len(text) > LONGEST_SHOWN:
                return (
                    "has a default that is not one line without blanks around it, "
                    f"of at most {LONGEST_SHOWN} characters"
                )
            if not self.shortest <= len(text) <= self.longest:
                return "has a default that its lengths do not allow"
        return None

    def _check_default_number(self) -> str | None:
        try:
            value = self._bound(self.default)
        except ValueError:
            return f"has a default that is not of its type, {self.type}"
        low, high = self._bound(self.minimum), self._bound(self.maximum)
        if (
            value is None
            or (low is not None and value < low)
            or (high is not None and value > high)
        ):
            return "has a default outside of its range"
        return None

    def _bound(self, value: int | float | str | None) -> int | Decimal | None:
        """Raises ValueError where it is not a number that a column of this type can hold."""
        if value is None:
            return None
        try:
            number = Decimal(str(value))
            if self.type == "integer":
                if number != int(number) or not -(2**63) <= number < 2**63:
                    raise ValueError
                return int(number)
            precision, scale = self.digits
            if abs(number) >= 10 ** (precision - scale) or number != round(number, scale):
                raise ValueError
        except ArithmeticError:
            raise ValueError from None
        return number

    @property
    def is_reference(self) -> bool:
        return self.type == "reference"

    @property
    def attribute(self) -> str:
        """What it is called over HTTP and in its table: a reference has the id of a row."""
        return f"{self.name}_id" if self.is_reference else self.name

    @property
    def parent(self) -> str:
        """The name of the resource that a reference leads to."""
        return self.to or self.name

    @property
    def deletion(self) -> str:
        """What becomes of a row where the one is deleted that it refers to, in SQL."""
        return (self.on_delete or "restrict").upper().replace("_", " ")

    @property
    def shortest(self) -> int:
        if self.min_length is not None:
            return self.min_length
        return 1 if self.type == "string" and self.required else 0

    @property
    def longest(self) -> int:
        return self.max_length or _LENGTHS.get(self.type, 0)

    @property
    def digits(self) -> tuple[int, int]:
        """Precision and scale."""
        return self.precision or 12, 2 if self.scale is None else self.scale

    @property
    def bounds(self) -> tuple[int | Decimal | None, int | Decimal | None]:
        """The least and the greatest number, where there are such."""
        return self._bound(self.minimum), self._bound(self.maximum)

    @cached_property
    def shape(self) -> Shape:
        precision, scale = self.digits
        low: Any = self._bound(self.minimum)
        high: Any = self._bound(self.maximum)
        return SHAPES[self.type](
            min_length=self.shortest,
            max_length=self.longest,
            minimum=low,
            maximum=high,
            precision=precision,
            scale=scale,
            values=tuple(self.values or ()),
        )

    @property
    def is_folded(self) -> bool:
        """Whether it has a folded twin, which unique, search and sort go by."""
        return self.shape.folded and (self.unique or self.searchable or self.sortable)

    @property
    def column(self) -> str:
        """The column that unique, search and sort go by."""
        return f"{self.name}_key" if self.is_folded else self.attribute


def _is_line(text: str) -> bool:
    return text.isprintable() and text == text.strip()

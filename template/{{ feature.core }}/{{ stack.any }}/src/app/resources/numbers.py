"""Numbers that stay exact from the client to the database and back."""

import re
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

_NOISE = Decimal("1e-9")

INTEGER_MIN, INTEGER_MAX = -(2**63), 2**63 - 1
"""What a BIGINT holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole:
    """A whole number within the bounds. 2.0 is one, as in JSON Schema; "2" and true are none."""

    minimum: int = INTEGER_MIN
    maximum: int = INTEGER_MAX

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        number = core_schema.int_schema(strict=True, ge=self.minimum, le=self.maximum)
        return core_schema.no_info_before_validator_function(_without_point, number)


@dataclass(frozen=True, kw_only=True, slots=True)
class Exact:
    """At most `precision` digits, `scale` of them behind the point, within the bounds.

    Taken as a text or a JSON number, sent as a text: a JSON number is a binary one in most clients.
    """

    precision: int
    scale: int
    minimum: str | None = None
    maximum: str | None = None

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        lowest, highest = self._bounds()
        number = core_schema.decimal_schema(
            max_digits=self.precision, decimal_places=self.scale, ge=lowest, le=highest
        )
        read = core_schema.no_info_before_validator_function(self._read, number)
        return core_schema.no_info_after_validator_function(self._padded, read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Any:
        text = {"type": "string", "pattern": self._pattern()}
        if handler.mode == "serialization":
            return text
        lowest, highest = map(float, self._bounds())
        step = float(Decimal(1).scaleb(-self.scale))
        number = {"type": "number", "minimum": lowest, "maximum": highest, "multipleOf": step}
        return {"anyOf": [number, text]}

    def _bounds(self) -> tuple[Decimal, Decimal]:
        edge = Decimal(10) ** (self.precision - self.scale) - Decimal(1).scaleb(-self.scale)
        return Decimal(self.minimum or -edge), Decimal(self.maximum or edge)

    def _pattern(self) -> str:
        point = rf"(?:\.[0-9]{{1,{self.scale}}})?" if self.scale else ""
        sign = "-?" if self._bounds()[0] < 0 else ""
        return rf"^{sign}[0-9]{{1,{self.precision - self.scale}}}{point}$"

    def _read(self, value: object) -> Decimal:
        """A float is the decimal number that it was written for: 0.57 may come as 0.5700...01."""
        match value:
            case str() if re.fullmatch(self._pattern(), value):
                return Decimal(value)
            case float() if isfinite(value):
                exact, near = Decimal(str(value)), round(Decimal(value), self.scale)
                return near if abs(near - exact) < _NOISE else exact
            case Decimal() | int() if not isinstance(value, bool):
                return Decimal(value)
        raise ValueError("Input should be a decimal number")

    def _padded(self, number: Decimal) -> Decimal:
        return number.quantize(Decimal(1).scaleb(-self.scale))


def _without_point(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value

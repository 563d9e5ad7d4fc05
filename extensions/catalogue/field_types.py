"""The types that a field can have, and what each is in Python, in a schema and in a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .code import call, literal

Imports = Mapping[str, tuple[str, ...]]

_FIELDS, _NUMBERS = "app.resources.fields", "app.resources.numbers"
_COLUMNS = "app.infrastructure.database.columns"
INTEGER_MIN, INTEGER_MAX = -(2**63), 2**63 - 1
LONGEST_INDEXED = 255
"""Characters. Three bytes times four make the most that MariaDB keeps in an index."""
MOST_BESIDE_ID = (3072 - 4 * 32) // 4
"""Characters of a text in an index of MySQL that has the id too."""
LONGEST_SHOWN = 50
"""Characters of a text that stands in the source: an enum's value, a default. It fits on a line."""
MOST_DIGITS = 15
"""What a double holds exactly, which is what SQLite keeps."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One field's type, with its limits, as source code."""

    python: str
    """What an entity holds."""
    payload: str
    """What a client may send."""
    column: str
    """SQLAlchemy's type; empty where the annotation says it."""
    check: tuple[str, ...] = ()
    """A function of the service's `checks`, and its arguments behind the column's name."""
    good: str
    """A valid value, as an expression over `n`, of which each gives another value. `samples` is the
    module of that name among the service's tests."""
    bad: tuple[str, ...]
    """Values that are refused."""
    order: str = "str"
    """What puts two values as JSON has them into the order of a list."""
    example: Any
    folded: bool = False
    """Whether unique, search and sort go by a folded twin."""
    python_imports: Imports = field(default_factory=dict)
    payload_imports: Imports = field(default_factory=dict)
    column_imports: Imports = field(default_factory=dict)


def string(*, min_length: int, max_length: int, **_: Any) -> Shape:
    bounds = [f"max_length={max_length}"]
    if min_length != 1:
        bounds.insert(0, f"min_length={min_length}")
    return Shape(
        python="str",
        payload=call("Annotated", ["str", call("line", bounds)], brackets="[]"),
        column=_line(max_length)[1],
        check=("length_between", f"{min_length}", f"{max_length}"),
        order="samples.fold",
        good=_word(min_length, max_length),
        bad=("1", "[]", '"\\x00"', f'"x" * {max_length + 1}', *(['" "'] if min_length else [])),
        example=_example_word("Example", min_length, max_length),
        folded=True,
        payload_imports={"typing": ("Annotated",), _FIELDS: ("line",)},
        column_imports=_line(max_length)[0],
    )


def text(*, min_length: int, max_length: int, **_: Any) -> Shape:
    bounds = [f"max_length={max_length}"]
    if min_length:
        bounds.insert(0, f"min_length={min_length}")
    return Shape(
        python="str",
        payload=call("Annotated", ["str", call("text", bounds)], brackets="[]"),
        column="TEXT",
        check=("length_between", f"{min_length}", f"{max_length}"),
        order="samples.fold",
        good=_word(min_length, max_length),
        bad=("1", "{}", '"a\\x00b"', f'"x" * {max_length + 1}'),
        example=_example_word("As long as it takes to say it.", min_length, max_length),
        folded=True,
        payload_imports={"typing": ("Annotated",), _FIELDS: ("text",)},
        column_imports={_COLUMNS: ("TEXT",)},
    )


def url(*, max_length: int, **_: Any) -> Shape:
    return Shape(
        python="str",
        payload=call("Annotated", ["str", call("url", _unless(max_length, 2048))], brackets="[]"),
        column=_line(max_length)[1],
        check=("length_between", "0", f"{max_length}"),
        good='f"https://example.com/{n}?a=b#c"' if max_length >= 40 else 'f"http://e.io/{n}"',
        bad=("1", '"example.com"', '"ftp://example.com"', '"javascript:alert(1)"', '"http://"'),
        example="https://example.com",
        payload_imports={"typing": ("Annotated",), _FIELDS: ("url",)},
        column_imports=_line(max_length)[0],
    )


def email(*, max_length: int, **_: Any) -> Shape:
    return Shape(
        python="str",
        payload=call("Annotated", ["str", call("email", _unless(max_length, 254))], brackets="[]"),
        column=_line(max_length)[1],
        check=("length_between", "0", f"{max_length}"),
        order="samples.fold",
        good='f"person.{n}@example.com"' if max_length >= 40 else 'f"p{n}@e.io"',
        bad=("1", '"example.com"', '"a@b"', '"a b@example.com"', '"@example.com"'),
        example="person@example.com",
        folded=True,
        payload_imports={"typing": ("Annotated",), _FIELDS: ("email",)},
        column_imports=_line(max_length)[0],
    )


def integer(*, minimum: int | None, maximum: int | None, **_: Any) -> Shape:
    bounds = {"minimum": minimum, "maximum": maximum}
    given = [f"{name}={value}" for name, value in bounds.items() if value is not None]
    low = INTEGER_MIN if minimum is None else minimum
    high = INTEGER_MAX if maximum is None else maximum
    start = max(low, min(0, high))
    span = min(high - start + 1, 10**9)
    return Shape(
        python="int",
        payload=call("Annotated", ["int", call("Whole", given)], brackets="[]"),
        column="BigInteger",
        check=_range(minimum, maximum),
        order="int",
        good=f"n % {span}" if start == 0 else f"{start} + n % {span}",
        bad=('"1"', "True", "1.5", f"{low - 1}", f"{high + 1}"),
        example=start,
        payload_imports={"typing": ("Annotated",), _NUMBERS: ("Whole",)},
        column_imports={"sqlalchemy": ("BigInteger",)},
    )


def decimal(
    *, precision: int, scale: int, minimum: Any | None, maximum: Any | None, **_: Any
) -> Shape:
    limits = [f"precision={precision}", f"scale={scale}"]
    for name, value in (("minimum", minimum), ("maximum", maximum)):
        if value is not None:
            limits.append(f'{name}="{value}"')
    whole_digits = precision - scale
    fraction = "." + "5" * scale if scale else ""
    start = int(minimum) + 1 if minimum is not None else 0
    stop = int(maximum) if maximum is not None else 10**whole_digits - 1
    span = max(stop - start, 1)
    return Shape(
        python="Decimal",
        payload=call("Annotated", ["Decimal", call("Exact", limits)], brackets="[]"),
        column=f"ExactNumeric({precision}, {scale})",
        check=_range(minimum, maximum),
        order="samples.number",
        good=f'f"{{{start} + n % {span}}}{fraction}"',
        bad=('"x"', "True", f'"1.{"0" * scale}1"', f"{10**whole_digits}"),
        example=f"{start}{fraction}",
        python_imports={"decimal": ("Decimal",)},
        payload_imports={
            "typing": ("Annotated",),
            "decimal": ("Decimal",),
            _NUMBERS: ("Exact",),
        },
        column_imports={"decimal": ("Decimal",), _COLUMNS: ("ExactNumeric",)},
    )


def boolean(**_: Any) -> Shape:
    return Shape(
        python="bool",
        payload="Flag",
        column="Boolean",
        order="bool",
        good="n % 2 == 0",
        bad=("1", '"true"', "[]"),
        example=True,
        payload_imports={_FIELDS: ("Flag",)},
        column_imports={"sqlalchemy": ("Boolean",)},
    )


def day(**_: Any) -> Shape:
    return Shape(
        python="date",
        payload="Day",
        column="Date",
        good="samples.day(n)",
        bad=("1", '"2026-02-30"', '"yesterday"'),
        example="2026-01-31",
        python_imports={"datetime": ("date",)},
        payload_imports={_FIELDS: ("Day",)},
        column_imports={"datetime": ("date",), "sqlalchemy": ("Date",)},
    )


def moment(**_: Any) -> Shape:
    return Shape(
        python="datetime",
        payload="Moment",
        column="",
        order="samples.utc",
        good="samples.moment(n)",
        bad=("1", '"2026-01-31T12:00:00"', '"now"'),
        example="2026-01-31T12:00:00Z",
        python_imports={"datetime": ("datetime",)},
        payload_imports={_FIELDS: ("Moment",)},
        column_imports={"datetime": ("datetime",)},
    )


def uuid(**_: Any) -> Shape:
    return Shape(
        python="UUID",
        payload="Identifier",
        column="",
        good='f"00000000-0000-4000-8000-{n % 16**12:012x}"',
        bad=("1", '"not-a-uuid"'),
        example="0198c5a0-0000-7000-8000-000000000000",
        python_imports={"uuid": ("UUID",)},
        payload_imports={_FIELDS: ("Identifier",)},
        column_imports={"uuid": ("UUID",)},
    )


def reference(**_: Any) -> Shape:
    """A row of another resource. What its column refers to is said where the table is made."""
    return replace(
        uuid(),
        column="IDENTIFIER",
        column_imports={
            "uuid": ("UUID",),
            "sqlalchemy": ("ForeignKey",),
            _COLUMNS: ("IDENTIFIER",),
        },
    )


def enum(*, values: tuple[str, ...], **_: Any) -> Shape:
    listed = [literal(value) for value in values]
    return Shape(
        python=call("Literal", listed, brackets="[]"),
        payload=call("Literal", listed, brackets="[]"),
        column=f"String({max(map(len, values))})",
        check=("one_of", *listed),
        good=call("samples.pick", ["n", *listed]),
        bad=("1", '"none of them"'),
        example=values[0],
        python_imports={"typing": ("Literal",)},
        payload_imports={"typing": ("Literal",)},
        column_imports={"sqlalchemy": ("String",)},
    )


def document(**_: Any) -> Shape:
    return Shape(
        python="Document",
        payload="Document",
        column="JSON(none_as_null=True)",
        good='{"number": n, "list": [True, None, "text"]}',
        bad=("1", '"text"', "True"),
        example={"any": ["JSON"]},
        python_imports={_FIELDS: ("Document",)},
        payload_imports={_FIELDS: ("Document",)},
        column_imports={"sqlalchemy": ("JSON",), _FIELDS: ("Document",)},
    )


SHAPES = {
    "string": string,
    "text": text,
    "integer": integer,
    "decimal": decimal,
    "boolean": boolean,
    "date": day,
    "datetime": moment,
    "uuid": uuid,
    "reference": reference,
    "url": url,
    "email": email,
    "enum": enum,
    "json": document,
}


def _unless(max_length: int, default: int) -> list[str]:
    return [] if max_length == default else [f"max_length={max_length}"]


def _line(max_length: int) -> tuple[Imports, str]:
    """The type of a line's column: what to import for it, and the call that makes it."""
    if max_length > LONGEST_INDEXED:
        return {_COLUMNS: ("long_line",)}, f"long_line({max_length})"
    return {"sqlalchemy": ("String",)}, f"String({max_length})"


def _range(minimum: object | None, maximum: object | None) -> tuple[str, ...]:
    """A whole number stands for itself, a decimal in quotes."""
    low, high = (str(n) if isinstance(n, int) else f'"{n}"' for n in (minimum, maximum))
    if minimum is not None and maximum is not None:
        return "between", low, high
    if minimum is not None:
        return "at_least", low
    return ("at_most", high) if maximum is not None else ()


def _word(min_length: int, max_length: int) -> str:
    """Twelve letters tell one from another; a shorter text has what fits."""
    return f"samples.word(n, {max(min_length, min(12, max_length))})"


def _example_word(word: str, min_length: int, max_length: int) -> str:
    return word[:max_length].strip().ljust(min_length, "x")

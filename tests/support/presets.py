"""The answers that tests render: each framework on each database, with five lists of resources."""

from collections.abc import Iterable
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from extensions.catalogue.layers import DATABASES, FRAMEWORKS

Answers = dict[str, Any]

COMPANY = {
    "name": "company",
    "fields": [
        {"name": "name", "type": "string", "max_length": 200, "unique": True, "searchable": True},
        {"name": "website", "type": "url", "required": False},
    ],
}
ORDER = {
    "name": "purchase_order",
    "fields": [
        {"name": "number", "type": "integer", "min": 1, "unique": True, "sortable": True},
        {"name": "amount", "type": "decimal", "precision": 12, "scale": 2, "min": 0},
        {"name": "status", "type": "enum", "values": ["open", "paid"], "default": "open"},
    ],
}
EVERY_TYPE = {
    "name": "sample",
    "fields": [
        {"name": "a_string", "type": "string", "min_length": 2, "max_length": 40, "unique": True},
        {"name": "b_string", "type": "string", "required": False, "searchable": True},
        {"name": "c_string", "type": "string", "sortable": True, "default": 'it\'s "so" \\ ü'},
        {"name": "a_text", "type": "text", "searchable": True, "min_length": 1},
        {"name": "b_text", "type": "text", "required": False, "max_length": 100},
        {"name": "a_integer", "type": "integer", "min": -5, "max": 5, "sortable": True},
        {"name": "b_integer", "type": "integer", "unique": True, "required": False},
        {"name": "match", "type": "integer", "min": 0, "default": 3},
        {"name": "a_decimal", "type": "decimal", "precision": 10, "scale": 4, "min": "0.5"},
        {"name": "b_decimal", "type": "decimal", "default": "1.5", "sortable": True},
        {"name": "c_decimal", "type": "decimal", "precision": 6, "scale": 0, "required": False},
        {"name": "a_boolean", "type": "boolean", "default": False, "sortable": True},
        {"name": "b_boolean", "type": "boolean", "required": False},
        {"name": "a_date", "type": "date", "sortable": True},
        {"name": "b_date", "type": "date", "unique": True, "required": False},
        {"name": "a_datetime", "type": "datetime", "sortable": True},
        {"name": "b_datetime", "type": "datetime", "required": False},
        {"name": "a_uuid", "type": "uuid", "unique": True},
        {"name": "b_uuid", "type": "uuid", "required": False, "sortable": True},
        {"name": "a_url", "type": "url", "max_length": 200, "unique": True},
        {"name": "b_url", "type": "url", "required": False},
        {"name": "a_email", "type": "email", "unique": True, "searchable": True, "sortable": True},
        {"name": "b_email", "type": "email", "required": False, "max_length": 100},
        {"name": "a_enum", "type": "enum", "values": ["it's", 'a "b"', "c"], "sortable": True},
        {"name": "type", "type": "enum", "choices": ["only"], "required": False},
        {"name": "a_json", "type": "json"},
        {"name": "b_json", "type": "json", "required": False},
    ],
}
_LONG = {
    kind: f"x{kind}".ljust(26, "y") for kind in ("name", "mail", "sum", "memo", "state", "count")
}
LONGEST_NAMES = {
    "name": "averylongnamewithnobreakin",
    "plural": "averylongplurallikewisenob",
    "fields": [
        {
            "name": _LONG["name"],
            "type": "string",
            "max_length": 255,
            "unique": True,
            "searchable": True,
            "sortable": True,
        },
        {"name": _LONG["mail"], "type": "email", "unique": True, "required": False},
        {"name": _LONG["sum"], "type": "decimal", "min": "-999999999.99", "max": "999999999.99"},
        {"name": _LONG["memo"], "type": "text", "searchable": True, "default": "w" * 50},
        {
            "name": _LONG["state"],
            "type": "enum",
            "values": [f"{number} is a state of which there are many" for number in range(12)],
            "required": False,
            "default": "7 is a state of which there are many",
            "sortable": True,
        },
        {"name": _LONG["count"], "type": "integer", "required": False, "default": -(2**62)},
        *(
            {"name": f"searched{number}".ljust(26, "z"), "type": "string", "searchable": True}
            for number in range(5)
        ),
    ],
}
"""Names of the most letters, and all else that makes lines long."""

USER = {
    "name": "user",
    "fields": [
        {"name": "email", "type": "email", "unique": True},
        {"name": "full_name", "type": "string"},
    ],
}
PAYMENT = {
    "name": "payment",
    "fields": [
        {"name": "amount", "type": "decimal"},
        {"name": "currency", "type": "enum", "values": ["EUR", "USD"]},
        {"name": "company", "type": "reference"},
        {
            "name": "payer",
            "type": "reference",
            "to": "user",
            "required": False,
            "on_delete": "set_null",
        },
    ],
}
PAYMENT_EVENT = {
    "name": "payment_event",
    "fields": [
        {"name": "kind", "type": "enum", "values": ["made", "taken back"]},
        {"name": "note", "type": "text", "required": False},
        {"name": "payment", "type": "reference", "on_delete": "cascade"},
    ],
}
LONGEST_REFERENCES = {
    "name": "anotherlongnameofareferrer",
    "plural": "anotherlongpluralofreferr",
    "fields": [
        {"name": "thelongestofreferences1", "type": "reference", "to": "purchase_order"},
        {
            "name": "thelongestofreferences2",
            "type": "reference",
            "to": "purchase_order",
            "required": False,
            "on_delete": "set_null",
        },
        {"name": "order", "type": "reference", "to": "payment_event", "on_delete": "cascade"},
    ],
}
"""Two references to one resource, and the longest names."""

RESOURCES: dict[str, list[Answers] | None] = {
    "default": None,
    "two": [COMPANY, ORDER],
    "every_type": [EVERY_TYPE],
    "longest_names": [LONGEST_NAMES],
    "related": [LONGEST_REFERENCES, PAYMENT_EVENT, PAYMENT, USER, ORDER, COMPANY],
}


def preset(framework: str, database: str, resources: str = "default") -> Answers:
    answers: Answers = {"framework": framework, "database": database}
    if listed := RESOURCES[resources]:
        answers["resources"] = listed
    return answers


BASES = {
    f"{framework}-{database}": preset(framework, database)
    for framework in FRAMEWORKS
    for database in DATABASES
}
"""One a framework and database, with all else as it comes."""

MATRIX = {
    f"{base}-{resources}": answers | preset(answers["framework"], answers["database"], resources)
    for base, answers in BASES.items()
    for resources in RESOURCES
}
"""Every base with every list of resources."""


PAIRWISE = tuple(
    f"{framework}-{DATABASES[(row + column) % len(DATABASES)]}-{resources}"
    for row, framework in enumerate(FRAMEWORKS)
    for column, resources in enumerate(RESOURCES)
)
"""Of the matrix: each two of a framework, a database and a list of resources once."""


PROFILED = {
    f"{base}-{profile}": {
        **preset(answers["framework"], answers["database"], "two"),
        "profile": profile,
    }
    for base, answers in BASES.items()
    for profile in ("minimal", "standard", "production")
    if profile != "production" or answers["database"] == "postgresql"
}
"""Every base with every profile; the fullest on PostgreSQL alone."""


def params(names: Iterable[str], each_time: Iterable[str]) -> list[ParameterSet]:
    """All of them for a test, of which most are slow."""
    chosen = set(each_time)
    return [
        pytest.param(name, id=name, marks=() if name in chosen else pytest.mark.slow)
        for name in names
    ]


def framework_of(name: str) -> str:
    """Of a base or of a member of the matrix."""
    return name.partition("-")[0]

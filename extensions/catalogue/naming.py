"""Names: what may be one, and the forms in which it is used."""

import hashlib
import keyword
import re
import unicodedata

LONGEST = 26
"""Characters of a name: what is made of it fits on a line, and into a database's identifiers."""

NAME = re.compile(r"[a-z](?:_?[a-z0-9])*")

_SQL = """
    all alter and any array as asc between both by case cast check collate column constraint create
    cross current_date current_time current_timestamp current_user default desc distinct drop else
    end except exists false fetch for foreign from full grant group having in index inner insert
    intersect interval into is join key keys lateral leading left like limit natural not null
    offset on or order outer over partition primary range references right row rows select
    session_user set some table then to trailing true union unique update user using values when
    where window with
""".split()
_TYPES = [
    "bool",
    "bytes",
    "date",
    "datetime",
    "decimal",
    "dict",
    "float",
    "int",
    "list",
    "str",
    "uuid",
]
_MODELS = """
    construct copy dict fields_set from_orm json metadata parse_file parse_obj parse_raw registry
    schema schema_json update_forward_refs validate
""".split()
_DJANGO = """
    adelete arefresh_from_db asave check clean clean_fields date_error_message delete folds from_db
    full_clean get_constraints get_deferred_fields objects pk prepare_database_save
    refresh_from_db save save_base serializable_value unique_error_message validate_constraints
    validate_unique
""".split()
_OURS = ["id", "version", "created_at", "updated_at", "total", "success", "data", "meta"]
_SLICES = ["base", "common", "domain", "health", "service", "shared", "test", "tests", "utils"]


def refusal_of_field(name: str) -> str | None:
    """Why a field can't have this name; None where it can."""
    if reason := _refusal(name):
        return reason
    if name in _OURS:
        return "is a field that every resource has already; leave it out"
    if name in _SQL:
        return f"is a reserved word of SQL; choose another, as {name}_value"
    if name in (*_TYPES, *_MODELS, *_DJANGO) or name.startswith("model_"):
        return f"is taken by Python's libraries; choose another, as {name}_value"
    if name.endswith("_key") or name.startswith("new_"):
        return "must not end in _key nor begin with new_: the database uses such names"
    if name in ("create", "patch", "query"):
        return f"is taken by the classes of the resource; choose another, as {name}_value"
    return None


def refusal_of_reference(name: str) -> str | None:
    """Why a reference can't have this name; None where it can. Its column ends in `_id`; Django has
    the row itself by the bare name."""
    if name.endswith("_id"):
        return "gets _id at its end by itself: leave that out of the name"
    if keyword.iskeyword(name) or name in (*_DJANGO, *_OURS):
        return f"is taken by Python or Django; choose another, as {name}_row"
    return refusal_of_field(f"{name}_id")


def refusal_of_resource(name: str) -> str | None:
    """Why a resource can't have this name; None where it can."""
    if reason := _refusal(name):
        return reason
    if name in _SLICES or name in _TYPES:
        return "is reserved; choose another"
    return None


def _refusal(name: str) -> str | None:
    if not NAME.fullmatch(name):
        return "must be lower-case letters, digits and single underscores, beginning with a letter"
    if len(name) > LONGEST:
        return f"must be at most {LONGEST} characters long"
    if keyword.iskeyword(name):
        return "is a reserved word of Python; choose another"
    return None


def pascal(name: str) -> str:
    """`purchase_order` as `PurchaseOrder`."""
    return "".join(part.capitalize() for part in name.split("_"))


def shortened(name: str, longest: int) -> str:
    """The name as far as a database or a library takes it: its beginning, and a digest."""
    if len(name) <= longest:
        return name
    return f"{name[: longest - 7]}_{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def plural_of(name: str) -> str:
    """An English plural by rule; where the rule is wrong, an answer says `plural`."""
    if re.search(r"[^aeiou]y$", name):
        return f"{name[:-1]}ies"
    if re.search(r"(s|x|z|ch|sh)$", name):
        return f"{name}es"
    return f"{name}s"


def slug_of(title: str) -> str:
    """A title as one lower-case word with hyphens, for packages and containers."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "service"

"""Names from elsewhere as resources and fields are named: lower case, single underscores."""

import re

_HUMPS = (re.compile(r"(?<=[a-z0-9])(?=[A-Z])"), re.compile(r"(?<=[A-Z])(?=[A-Z][a-z])"))
_SINGULARS = ((r"ies$", "y"), (r"(ss|x|z|ch|sh)es$", r"\1"), (r"(?<!s)s$", ""))


def snake(name: str) -> str:
    """`PurchaseOrder`, `purchase-order` and `purchaseOrder` as `purchase_order`."""
    for hump in _HUMPS:
        name = hump.sub("_", name)
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def singular(plural: str) -> str:
    """The English singular by rule, of a name as `snake` makes it; itself where it has none."""
    for ending, instead in _SINGULARS:
        if re.search(ending, plural):
            return re.sub(ending, instead, plural)
    return plural


def without_id(name: str) -> str:
    """`company_id` as `company`: a reference is named for the row that it leads to."""
    return name.removesuffix("_id") or name

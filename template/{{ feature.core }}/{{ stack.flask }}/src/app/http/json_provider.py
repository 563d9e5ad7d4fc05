"""JSON as Flask's own `jsonify` and `request.json` write and read it: by pydantic, which is quick
and knows moments, identifiers and models.
"""

from typing import Any

from flask.json.provider import JSONProvider
from pydantic_core import from_json, to_json


class PydanticProvider(JSONProvider):
    def dumps(self, obj: Any, **_: Any) -> str:
        return to_json(obj).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """Raises ValueError for what is not JSON."""
        return from_json(s, allow_inf_nan=False)

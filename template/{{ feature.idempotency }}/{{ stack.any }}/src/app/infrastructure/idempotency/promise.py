"""What every POST promises to a client that sends an Idempotency-Key."""

from app.http.operations import Promise
from app.infrastructure.idempotency.claims import HEADER, PATTERN, REPLAYED
from app.infrastructure.idempotency.errors import KeyReused, StillInFlight

IDEMPOTENCY = Promise(
    holds_for=lambda route: route.method == "POST" and not route.operation.own_units,
    reads={HEADER: "Names this request: sent again with the same name, it is done once."},
    sends={REPLAYED: '"true" where this is the answer of an earlier request, once more.'},
    errors=(StillInFlight, KeyReused),
    schemas={HEADER: {"type": "string", "pattern": PATTERN, "maxLength": 255}},
)

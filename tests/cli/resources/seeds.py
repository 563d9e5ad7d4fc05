"""The examples that the seeds of this project name: users, and payments with their events, beside
the companies that every service begins with."""

from tests.support.presets import Answers

USER: Answers = {
    "name": "user",
    "fields": [
        {"name": "email", "type": "email", "max_length": 200, "unique": True, "searchable": True},
        {"name": "role", "type": "enum", "values": ["admin", "member"], "default": "member"},
        {"name": "active", "type": "boolean", "default": True},
    ],
}
PAYMENT: Answers = {
    "name": "payment",
    "fields": [
        {"name": "number", "type": "string", "max_length": 40, "unique": True},
        {"name": "amount", "type": "decimal", "precision": 12, "scale": 2, "minimum": 0},
        {"name": "status", "type": "enum", "values": ["open", "paid"], "default": "open"},
        {"name": "company", "type": "reference", "to": "company"},
        {
            "name": "payer",
            "type": "reference",
            "to": "user",
            "required": False,
            "on_delete": "set_null",
        },
    ],
}
EVENT: Answers = {
    "name": "payment_event",
    "fields": [
        {"name": "kind", "type": "string", "max_length": 40},
        {"name": "happened_at", "type": "datetime", "sortable": True},
        {"name": "payload", "type": "json", "required": False},
        {"name": "payment", "type": "reference", "to": "payment", "on_delete": "cascade"},
    ],
}
SEEDS = [USER, PAYMENT, EVENT]

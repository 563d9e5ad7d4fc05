"""Idempotency keys, without the place where they are kept."""

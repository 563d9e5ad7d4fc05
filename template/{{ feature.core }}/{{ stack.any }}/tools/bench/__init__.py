"""How fast the service is, as ratios: `make bench`.

Beside the service runs a reference: raw ASGI and asyncpg, with no framework, no validation and no
log, on the same server and the same PostgreSQL. Both are measured in turns, and the processor time
of a request is compared: a ratio holds where a time in seconds does not.
"""

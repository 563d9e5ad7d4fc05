"""What the API has promised its clients, and whether it keeps it.

`shape.py` reads an OpenAPI document, `compatibility.py` compares, `snapshot.py` keeps the promise
in `tests/domain/*/api.json`. `make api-snapshot` writes it anew.
"""

"""`make api-snapshot`: what the service offers now is what it promises. Needs no database."""

import httpx2

from app.config.defaults import DATABASE_URL
from tests.serving import serving
from tools.api.snapshot import record


def main() -> None:
    with serving({"database_url": DATABASE_URL, "log_level": "error"}) as url:
        document = httpx2.get(f"{url}/openapi.json").json()
    record(document)
    print("The promise is recorded in tests/domain/*/api.json. Read the diff, then commit it.")


if __name__ == "__main__":
    main()

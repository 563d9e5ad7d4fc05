"""`python -m app` serves the service, with the settings of the environment."""

import gc

gc.disable()  # imports make much that stays: nothing to collect before the service is up

from app.config import load_settings  # noqa: E402
from app.server import Server  # noqa: E402

if __name__ == "__main__":
    Server(load_settings()).serve()

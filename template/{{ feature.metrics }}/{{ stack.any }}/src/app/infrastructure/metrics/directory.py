"""Where workers count: files in one folder, which whoever is asked for the figures adds up.

The client library reads the folder's name from the environment when it is imported: import this
before. Workers are forked from a process that has done so, and share its folder. A server that
starts them otherwise has to be given PROMETHEUS_MULTIPROC_DIR, empty at each start.
"""

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
_OURS = "metrics-of-one-service-"
"""How folders begin that a process makes for itself: no other program that it starts takes it."""


def _prepare() -> Path:
    given = os.environ.get(_VARIABLE)
    if given and not Path(given).name.startswith(_OURS):
        return Path(given)
    folder = mkdtemp(prefix=_OURS)
    os.environ[_VARIABLE] = folder
    atexit.register(_remove, folder, os.getpid())
    return Path(folder)


def _remove(folder: str, owner: int) -> None:
    """Gone with the process that made it; a worker that ends leaves what it has counted."""
    if os.getpid() == owner:
        from prometheus_client.values import close_all_multiprocess_files

        close_all_multiprocess_files()
        shutil.rmtree(folder, ignore_errors=True)


FOLDER = _prepare()

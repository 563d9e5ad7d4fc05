"""Whether the service is about to stop: told by the process that serves to its workers.

One byte of memory that they share since they were forked. It outlives no process, and needs no
file, so it works in a container whose file system is read-only.
"""

import mmap

_shared = mmap.mmap(-1, 1)


def begin() -> None:
    _shared[0] = 1


def has_begun() -> bool:
    return _shared[0] == 1

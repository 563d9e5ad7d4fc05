"""A server that takes what a service sends away by HTTP, and keeps it for a test to look at."""

import gzip
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from typing import Any, NamedTuple, TypeVar, cast

from tests.processes import free_port


class Post(NamedTuple):
    path: str
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes
    """Unpacked."""


class Receiver:
    """`answer` is what each is answered with, and of what type."""

    def __init__(self, content_type: str, answer: bytes) -> None:
        self.posts: list[Post] = []
        self.pause = 0.0
        """Seconds that it takes for each."""
        self.answer = content_type, answer
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.receiver = self

    @property
    def place(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def raw(self) -> list[bytes]:
        """Bodies, in the order in which they came."""
        return [post.body for post in self.posts]

    def run(self) -> None:
        self._server.serve_forever(poll_interval=0.02)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


R = TypeVar("R", bound=Receiver)


@contextmanager
def receiving(receiver: R) -> Iterator[R]:
    thread = Thread(target=receiver.run, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.close()
        thread.join()


@contextmanager
def frozen() -> Iterator[str]:
    """Host and port of a server that takes connections, and says nothing."""
    with closing(socket.create_server(("127.0.0.1", 0), backlog=64)) as listener:
        yield f"127.0.0.1:{listener.getsockname()[1]}"


@contextmanager
def away() -> Iterator[str]:
    """Host and port where nobody listens."""
    yield f"127.0.0.1:{free_port()}"


class _Server(ThreadingHTTPServer):
    receiver: Receiver
    daemon_threads = True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        receiver = cast(_Server, self.server).receiver
        sleep(receiver.pause)
        headers = {name.lower(): value for name, value in self.headers.items()}
        receiver.posts.append(Post(self.path, headers, body))
        content_type, answer = receiver.answer
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass

"""Connections to Redis, for the options that keep something there.

Nobody waits for it for long, and nobody asks twice: whoever uses it knows what to do without. An
option has a client of its own, so that none takes the connections of another.
"""

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.config.redis import RedisSettings

_CONNECTIONS = 1000
"""Of one client, at most: more than requests are served at once. They are made when needed."""


def connect(settings: RedisSettings) -> Redis:
    """A client that connects when it is first used, so that workers may be forked before. What
    goes wrong with it is a `redis.RedisError`, in time. Close it where an event loop ends."""
    return Redis.from_url(
        settings.redis_url.get_secret_value(),
        socket_timeout=settings.redis_timeout,
        socket_connect_timeout=settings.redis_timeout,
        retry=Retry(NoBackoff(), 0),
        max_connections=_CONNECTIONS,
        protocol=2,  # RESP3 takes a round trip more to connect, and tells nothing that we use
        driver_info=None,  # and so would a name for the server's list of clients
    )

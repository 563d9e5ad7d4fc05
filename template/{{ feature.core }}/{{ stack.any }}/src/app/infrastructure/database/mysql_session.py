"""What a session on MySQL or MariaDB begins with, whichever driver opened it."""

STRICT_MYSQL = "SET SESSION sql_mode = 'TRADITIONAL', time_zone = '+00:00'"
"""What does not fit is refused, never cut; moments are in UTC. Whatever the server's defaults."""


def session_of_mysql(statement_timeout: float) -> str:
    """The first statement of a connection: strict, and bounded by the server itself.

    In comments of the form that one server runs and the other skips: MariaDB ends any statement
    by seconds, MySQL a SELECT by milliseconds. There, locks bound the others: a little later, so
    that one limit decides which error it is.
    """
    locks, thousandths = int(statement_timeout) + 2, max(1, int(statement_timeout * 1000))
    return (
        f"{STRICT_MYSQL}, innodb_lock_wait_timeout = {locks}, lock_wait_timeout = {locks}"
        f" /*M!100100 , max_statement_time = {statement_timeout} */"
        f" /*!80000 , max_execution_time = {thousandths} */"
    )

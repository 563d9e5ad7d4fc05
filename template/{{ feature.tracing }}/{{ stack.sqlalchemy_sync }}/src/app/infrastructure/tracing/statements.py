"""Makes each statement of a database a span: at its port, so that any driver's are alike."""

from typing import Any

from app.infrastructure.tracing.statement_spans import Run, StatementSpans

_STATEMENTS = ("fetch_one", "fetch_all", "execute")
_ENDS = {"commit": "COMMIT", "rollback": "ROLLBACK"}


def trace_statements(database: Any, spans: StatementSpans) -> None:
    """From now on. Whoever has this database by now has it traced as well."""
    for name in _STATEMENTS:
        setattr(database, name, _statement(getattr(database, name), spans))
    database.begin = _begin(database.begin, spans)


def _statement(run: Run, spans: StatementSpans) -> Run:
    def traced(statement: Any, /, **values: Any) -> Any:
        if not spans.are_wanted:
            return run(statement, **values)
        with spans.open(statement):
            return run(statement, **values)

    return traced


def _begin(run: Run, spans: StatementSpans) -> Run:
    def traced() -> Any:
        if not spans.are_wanted:
            return run()
        with spans.open("BEGIN"):
            transaction = run()
        for name, command in _ENDS.items():
            setattr(transaction, name, _command(getattr(transaction, name), command, spans))
        return transaction

    return traced


def _command(run: Run, command: str, spans: StatementSpans) -> Run:
    def traced() -> None:
        with spans.open(command):
            run()

    return traced

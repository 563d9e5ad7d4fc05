"""Generated Python is as ruff would write it, whatever the names and values."""

import ast
from keyword import iskeyword
from pathlib import Path

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from extensions.catalogue.code import WIDTH, argument, call, declaration, imports, literal
from tests.support.processes import BIN, run

NAMES = st.from_regex(r"[a-z](_?[a-z0-9]){0,28}", fullmatch=True).filter(lambda n: not iskeyword(n))
CLASSES = st.from_regex(r"[A-Z][a-zA-Z0-9]{0,28}", fullmatch=True)
CONSTANTS = st.from_regex(r"[A-Z][A-Z0-9_]{1,28}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
LONG_NAMES = st.from_regex(r"[a-z]{20,45}", fullmatch=True)
DEFAULTS = ["-4611686018427387904", "461168601842738", '"a text of some length"', 'Decimal("1.5")']
ARGUMENTS = st.tuples(
    st.lists(NAMES, min_size=1, max_size=4),
    st.lists(
        st.tuples(NAMES, NAMES).map("=".join), max_size=5, unique_by=lambda a: a.split("=")[0]
    ),
).map(lambda both: both[0] + both[1])
MODULES = st.sampled_from(
    ["typing", "datetime", "decimal", "uuid", "fastapi", "sqlalchemy", "sqlalchemy.orm", "pydantic"]
) | st.lists(NAMES, min_size=1, max_size=4).map(lambda parts: ".".join(["app", *parts]))

few = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""Each example is a run of ruff over many snippets, and needs no shrinking to be read."""


def formatted(code: str) -> str:
    options = ["--isolated", f"--line-length={WIDTH}", "--target-version=py311"]
    return run(BIN / "ruff", "format", *options, "-", cwd=Path(), stdin=code)


def sorted_imports(code: str) -> str:
    options = ["--isolated", f"--line-length={WIDTH}", "--select=I", "--fix", "--quiet"]
    known = 'lint.isort.known-first-party = ["app", "tests"]'
    return run(BIN / "ruff", "check", *options, f"--config={known}", "-", cwd=Path(), stdin=code)


@given(st.lists(TEXTS, min_size=1, max_size=40))
@example(
    ["", "'", '"', "it's", 'a "b"', "'\"", "\\", "\\'", "\n\t\r\0\x7f", "ü\u2028", "\U0001f600"]
)
@few
def test_a_literal_is_its_value_as_ruff_writes_it(texts: list[str]) -> None:
    lines = [f"x = {literal(text)}" for text in texts]

    code = "\n".join(lines) + "\n"

    assert [ast.literal_eval(line.removeprefix("x = ")) for line in lines] == texts
    assert formatted(code) == code


@given(st.lists(st.none() | st.booleans() | st.integers(), min_size=1))
@few
def test_a_literal_of_another_kind_is_its_value(values: list[object]) -> None:
    assert [ast.literal_eval(literal(value)) for value in values] == values


@given(
    st.lists(st.tuples(NAMES, ARGUMENTS, st.sampled_from(["", ".tail()"])), min_size=1, max_size=30)
)
@few
def test_a_call_is_broken_where_ruff_breaks_it(calls: list[tuple[str, list[str], str]]) -> None:
    code = "".join(call(f"x = {head}", given, tail=tail) + "\n" for head, given, tail in calls)

    assert formatted(code) == code


@given(st.lists(st.tuples(NAMES, st.lists(NAMES, min_size=2, max_size=9)), min_size=1, max_size=30))
@few
def test_a_subscript_is_broken_where_ruff_breaks_it(types: list[tuple[str, list[str]]]) -> None:
    code = "".join(call(f"x = {head}", given, brackets="[]") + "\n" for head, given in types)

    assert formatted(code) == code


@given(st.lists(st.tuples(NAMES, st.lists(NAMES, min_size=1, max_size=9)), min_size=1, max_size=30))
@few
def test_a_call_inside_of_a_block_is_broken_where_ruff_breaks_it(
    calls: list[tuple[str, list[str]]],
) -> None:
    lines = [call(head, arguments, indent=4) for head, arguments in calls]

    code = "def x():\n" + "".join(f"    {line}\n" for line in lines)

    assert formatted(code) == code


@given(
    st.lists(
        st.tuples(
            LONG_NAMES, LONG_NAMES, st.sampled_from(["", " | None"]), st.sampled_from(DEFAULTS)
        ),
        min_size=1,
        max_size=30,
    )
)
@few
def test_a_declaration_is_broken_where_ruff_breaks_it(
    declarations: list[tuple[str, str, str, str]],
) -> None:
    lines = [declaration(n, kind + optional, value) for n, kind, optional, value in declarations]

    code = "class X:\n" + "".join(f"    {line}\n" for line in lines)

    assert formatted(code) == code


@given(
    st.lists(st.tuples(LONG_NAMES | NAMES, st.lists(NAMES, max_size=9)), min_size=1, max_size=30)
)
@example([("f" * width, ["a", "b"]) for width in range(60, 95)])
@few
def test_a_call_among_arguments_is_broken_where_ruff_breaks_it(
    calls: list[tuple[str, list[str]]],
) -> None:
    lines = [
        call("x", [argument(head, given, indent=8), "name=1"], indent=4) for head, given in calls
    ]

    code = "def x():\n" + "".join(f"    {line}\n" for line in lines)

    assert formatted(code) == code


@given(
    st.dictionaries(
        MODULES, st.lists(NAMES | CLASSES | CONSTANTS, min_size=1, max_size=9, unique=True)
    )
)
@example({"app.a": ["b", "B", "BB", "Bb", "_x"]})
@example({"app.a": ["mail", "tracing as traced", "aa as zz", "Zebra as horse", "zebra"]})
@few
def test_imports_are_sorted_as_ruff_sorts_them(wanted: dict[str, list[str]]) -> None:
    code = imports(wanted)

    code += "\n" if code else ""

    assert sorted_imports(formatted(code)) == code


def test_a_module_of_which_nothing_is_wanted_is_not_imported() -> None:
    assert imports({"typing": [], "uuid": ["UUID"]}) == "from uuid import UUID"

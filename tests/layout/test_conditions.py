"""Conditions: a folder's name decides, not the file."""

import re

import jinja2
import pytest
from jinja2 import nodes

from tests.support.layers import Source, sources

MOST_CONDITIONS = 3
TAG = re.compile(r"\{%-? *(for|if|set|yield|end\w+)\b|\{\{ *(feature|project|resource|stack)\b")
RENDERED = [source for source in sources() if source.is_rendered]


def conditions(text: str) -> int:
    """`if` and `elif`, as blocks and inline."""
    return conditions_in(jinja2.Environment().parse(text))


def is_nested(text: str) -> bool:
    """Whether a condition stands inside of another."""
    tree = jinja2.Environment().parse(text)
    bodies = [node for block in tree.find_all(nodes.If) for node in (*block.body, *block.else_)]
    return any(conditions_in(node) for node in bodies)


def conditions_in(node: nodes.Node) -> int:
    here = isinstance(node, (nodes.If, nodes.CondExpr))
    return here + len(list(node.find_all((nodes.If, nodes.CondExpr))))


def of_name(source: Source) -> str:
    return f"{source.stack}:{source.target}"


@pytest.mark.parametrize("source", [s for s in RENDERED if s.is_python], ids=of_name)
def test_no_python_file_has_a_condition(source: Source) -> None:
    assert conditions(source.text) == 0


@pytest.mark.parametrize("source", [s for s in RENDERED if not s.is_python], ids=of_name)
def test_other_files_have_few_conditions_and_none_in_another(source: Source) -> None:
    assert conditions(source.text) <= MOST_CONDITIONS
    assert not is_nested(source.text)


def test_a_file_without_the_suffix_has_nothing_to_render() -> None:
    """It is copied as it lies: a tag in it would reach the service."""
    plain = [s for s in sources() if not s.is_rendered and not s.target.endswith(".mako")]

    assert [source.name for source in plain if TAG.search(source.text)] == []


@pytest.mark.parametrize(
    ("text", "count", "nested"),
    [
        ("{% for a in b %}{{ a }}{% endfor %}", 0, False),
        ("{%- if a -%}1{%- elif b -%}2{%- else -%}3{%- endif -%}", 2, False),
        ("{{ 1 if a else 2 }}", 1, False),
        ("{% if a %}{% if b %}1{% endif %}{% endif %}", 2, True),
        ("{% if a %}{% for c in d %}{{ 1 if c else 2 }}{% endfor %}{% endif %}", 2, True),
        ("{% for a in b if a %}{{ a }}{% endfor %}", 0, False),
    ],
)
def test_conditions_are_counted_however_they_are_spelt(text: str, count: int, nested: bool) -> None:
    assert conditions(text) == count
    assert is_nested(text) is nested

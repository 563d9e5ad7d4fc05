"""The resolver: any choice comes to a service or to a clear refusal, and always to the same."""

from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extensions.catalogue.checklists import CHECKLISTS, PROFILES, Checklist, Checklists, Item
from extensions.catalogue.faults import CatalogueError
from extensions.catalogue.features import CORE, FEATURES, Feature, Question
from extensions.catalogue.layers import DATABASES, FRAMEWORKS, ON, stack_of
from extensions.catalogue.questions import QUESTIONS, Questions
from extensions.catalogue.selection import Resolver, Selection
from tests.support.layers import sources
from tests.support.options import custom

RESOLVER = Resolver()
_LISTS = [question for question in QUESTIONS.values() if question.takes_many]
CHOOSABLE = sorted(CHECKLISTS.choosable)
ITEMS = st.lists(st.sampled_from(CHOOSABLE), unique=True)


def _lists(question: Question, answers: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Those that are enough."""
    return st.lists(answers, min_size=1).filter(set(question.sufficient).intersection)


OPENED = st.fixed_dictionaries(
    {
        name: st.none() | _lists(question, answers) if question.takes_many else answers
        for name, question in QUESTIONS.items()
        for answers in [st.sampled_from(sorted(question.options))]
    }
)


@cache
def files_by_feature(framework: str, database: str) -> dict[str, set[str]]:
    on = {name for name, state in stack_of(framework, database) if state == ON}
    found: dict[str, set[str]] = {name: set() for name in FEATURES}
    for source in sources():
        if source.stack in on:
            found[source.feature].add(source.target)
    return found


def files_of(selection: Selection, framework: str, database: str) -> set[str]:
    files = files_by_feature(framework, database)
    return {target for name in selection.features for target in files[name]}


def item(name: str, *features: str, **more: tuple[str, ...]) -> Item:
    told = {"title": name, "reason": "It has one.", "sources": ("A list",)}
    told |= {"code": {"any": ["README.md"]}, "evidence": {"claim": "It holds."}}
    return Item(checklist="security", id=name, features=features, **told, **more)  # type: ignore[arg-type]


def resolver_of(*items: Item, **features: Feature) -> Resolver:
    known = {CORE: Feature(name=CORE, title="Core", help="All."), **features}
    checklist = Checklist(name="security", title="Security", items=items)
    return Resolver(Checklists([checklist], known), known)


def feature(name: str, **more: tuple[str, ...]) -> Feature:
    return Feature(name=name, title=name.title(), help="Of use.", **more)  # type: ignore[arg-type]


@given(ITEMS, OPENED)
def test_any_choice_is_a_service_with_what_was_asked_for(
    items: list[str], opened: dict[str, str]
) -> None:
    selection = RESOLVER.resolve(custom(items, **opened))

    assert selection.items.issuperset(items)
    assert selection.features[0] == CORE
    for name in items:
        assert set(CHECKLISTS.items[name].features) <= set(selection.features)
        assert set(CHECKLISTS.items[name].needs) <= selection.items
    for name in selection.features:
        assert set(FEATURES[name].needs) <= set(selection.features)
        assert FEATURES[name].unless not in selection.features


@given(ITEMS, OPENED, st.randoms())
def test_the_order_of_ticks_never_matters(
    items: list[str], opened: dict[str, str], random: object
) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert RESOLVER.resolve(custom(items, **opened)) == RESOLVER.resolve(custom(shuffled, **opened))


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_one_item_more_never_takes_a_file_away(framework: str, database: str) -> None:
    """Beside none, one and two others: beside all of them there would be a million ways."""
    for size in range(3):
        for items in combinations(CHOOSABLE, size):
            before = files_of(RESOLVER.resolve(custom(list(items))), framework, database)
            for more in set(CHOOSABLE) - set(items):
                after = files_of(RESOLVER.resolve(custom([*items, more])), framework, database)

                assert before <= after, f"{more} beside {items}"


def test_each_profile_has_what_the_one_before_has() -> None:
    chosen = [RESOLVER.resolve({"profile": profile}).items for profile in PROFILES]

    assert chosen[0] == frozenset()
    asked = {name for name, feature in FEATURES.items() if feature.question in _LISTS}
    answered = {item.id for item in CHECKLISTS.choosable.values() if asked & set(item.features)}
    assert chosen[0] < chosen[1] < chosen[2] == set(CHOOSABLE) - answered


def test_nothing_said_is_the_standard() -> None:
    assert RESOLVER.resolve({}) == RESOLVER.resolve({"profile": "standard"})


def test_what_an_item_needs_comes_with_it() -> None:
    resolver = resolver_of(
        item("one", "first", needs=("security.two",)),
        item("two", "second"),
        first=feature("first", needs=("third",)),
        second=feature("second"),
        third=feature("third"),
    )

    selection = resolver.resolve({"profile": "custom", "security_checklist": ["one"]})

    assert selection.items == {"security.one", "security.two"}
    assert selection.features == (CORE, "first", "second", "third")


def test_items_that_can_not_be_together_are_named_with_the_remedy() -> None:
    resolver = resolver_of(
        item("one", "first", conflicts=("security.two",)),
        item("two", "second"),
        first=feature("first"),
        second=feature("second"),
    )

    with pytest.raises(CatalogueError) as refusal:
        resolver.resolve({"profile": "custom", "security_checklist": ["two", "one"]})

    assert refusal.value.faults == [
        "security.one and security.two can't be together: leave one out."
    ]


def test_options_that_can_not_be_together_are_named_with_the_remedy() -> None:
    resolver = resolver_of(
        item("one", "first"),
        item("two", "second"),
        first=feature("first", conflicts=("second",)),
        second=feature("second"),
    )

    with pytest.raises(CatalogueError) as refusal:
        resolver.resolve({"profile": "custom", "security_checklist": ["one", "two"]})

    assert refusal.value.faults == ['"First" and "Second" can\'t be together: leave one out.']


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (
            {"profile": "custom", "security_checklist": "[rate-limitin]"},
            "security_checklist: there is no rate-limitin: did you mean rate-limiting?",
        ),
        (
            {"profile": "custom", "security_checklist": "rate-limiting"},
            "security_checklist: should be a list: --data 'security_checklist=[one, other]'.",
        ),
        (
            {"profile": "best"},
            "profile: there is no best: choose of minimal, standard, production, custom.",
        ),
        (
            {"profile": "standard", "rate_limit_store": "redsi"},
            "rate_limit_store: there is no redsi: did you mean redis?",
        ),
    ],
)
def test_what_nobody_knows_is_refused_in_a_sentence(
    answers: dict[str, object], sentence: str
) -> None:
    with pytest.raises(CatalogueError) as refusal:
        RESOLVER.resolve(answers)

    assert refusal.value.faults == [sentence]


def test_an_item_of_a_feature_that_is_on_is_met_whoever_asked() -> None:
    selection = RESOLVER.resolve(custom(["operations.metrics"]))

    assert "integrations.monitoring-alerts" in selection.items


def test_what_an_item_opens_is_asked_only_then() -> None:
    without = Questions(custom([]))
    with_it = Questions(custom(["security.rate-limiting"]))

    assert [name for name in QUESTIONS if without.asks(name)] == []
    assert [name for name in QUESTIONS if with_it.asks(name)] == ["rate_limit_store"]


def test_a_list_is_asked_of_who_chooses_and_begins_with_the_standard() -> None:
    asked = Questions({"profile": "custom"})

    assert asked.asks("security_checklist")
    assert not Questions({"profile": "standard"}).asks("security_checklist")
    assert asked.ticked("security_checklist") == ["rate-limiting"]
    assert asked.ticked("database_checklist") == []


def test_who_chose_before_finds_it_ticked() -> None:
    asked = Questions({"profile": "custom", "chosen": ["database.backup-rollback"]})

    assert asked.ticked("database_checklist") == ["backup-rollback"]
    assert asked.ticked("security_checklist") == []

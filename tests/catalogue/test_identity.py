"""Users and logins in the catalogue: who gets them, who does not, and which names they take."""

import pytest

from extensions.catalogue import CatalogueError, context_of
from extensions.catalogue.questions import Questions
from extensions.catalogue.selection import Resolver
from tests.support.options import custom
from tests.support.presets import BASES

ITEMS = {
    "security.account-recovery",
    "security.authentication",
    "security.authorization",
    "security.passwords",
    "security.sessions",
}
FIELDS = [{"name": "name", "type": "string"}]
resolve = Resolver().resolve


def answers(*resources: str, auth: list[str]) -> dict[str, object]:
    kinds = [{"name": name, "fields": FIELDS} for name in resources]
    project = dict.fromkeys(("project_name", "description", "author"), "One line")
    project |= {"license": "MIT", "python_version": "3.11"}
    base = {**BASES["fastapi-sqlite"], **project, "_copier_phase": "render"}
    return {**base, "profile": "minimal", "auth": auth, "resources": kinds}


@pytest.mark.parametrize("profile", ["minimal", "standard", "production"])
def test_who_answers_has_users_whatever_the_profile(profile: str) -> None:
    with_users = resolve({"profile": profile, "auth": ["jwt"]})
    without = resolve({"profile": profile, "auth": []})

    assert with_users.items >= ITEMS
    assert {"auth", "auth_jwt", "rate_limit", "callers"} <= set(with_users.features)
    assert "open" not in with_users.features
    assert not without.items & ITEMS
    assert "open" in without.features
    assert "auth" not in without.features


def test_sessions_stand_alone_where_there_are_no_tokens() -> None:
    alone, beside, none = (
        set(resolve({"profile": "minimal", "auth": auth}).features)
        for auth in (["session"], ["jwt", "session"], [])
    )

    assert alone >= {"auth", "auth_session", "auth_session_alone"}
    assert alone.isdisjoint({"auth_jwt", "open"})
    assert beside >= {"auth_jwt", "auth_session"}
    assert "auth_session_alone" not in beside | none


def test_an_item_of_browsers_brings_their_sessions() -> None:
    assert {"auth_jwt", "auth_session"} <= set(resolve(custom(["security.csrf"])).features)


def test_an_item_alone_has_the_default_way() -> None:
    assert "auth_jwt" in resolve(custom(["security.sessions"])).features


def test_an_item_without_any_way_is_refused() -> None:
    with pytest.raises(CatalogueError) as caught:
        resolve(custom(["security.sessions"], auth=[]))

    assert caught.value.faults == ['auth: "Users and logins" needs one of jwt, session, api_key.']


def test_api_keys_need_a_login_beside_them() -> None:
    with pytest.raises(CatalogueError) as caught:
        resolve({"profile": "minimal", "auth": ["api_key"]})

    assert caught.value.faults == [
        "auth: api_key is not enough, as keys are made by somebody who has logged in: "
        "add jwt or session."
    ]
    for login in ("jwt", "session"):
        assert (
            "auth_api_key" in resolve({"profile": "minimal", "auth": [login, "api_key"]}).features
        )


@pytest.mark.parametrize(
    ("given", "proposed"),
    [
        ({"profile": "minimal"}, []),
        ({"profile": "standard"}, []),
        ({"profile": "production"}, ["jwt"]),
        ({"profile": "production", "chosen": ["operations.metrics"]}, []),
        ({"profile": "minimal", "chosen": []}, []),
        (custom([]), []),
        (custom(["security.passwords"]), ["jwt"]),
        ({**custom(["security.passwords"]), "chosen": []}, ["jwt"]),
    ],
)
def test_a_profile_proposes_users_to_new_services_alone(
    given: dict[str, object], proposed: list[str]
) -> None:
    assert Questions(given).ticked("auth") == proposed


@pytest.mark.parametrize("name", ["user", "identity"])
def test_a_resource_in_the_place_of_theirs_is_refused(name: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        context_of(answers(name, "company", auth=["jwt"]))

    assert caught.value.faults == [
        f"resources: {name} is what auth brings: give yours another name."
    ]


def test_a_resource_in_the_place_of_the_audit_log_is_refused() -> None:
    with_log = answers("audit_entry", auth=["jwt"]) | {"audit": ["database"]}

    with pytest.raises(CatalogueError) as caught:
        context_of(with_log)

    assert caught.value.faults == [
        "resources: audit_entry is what audit brings: give yours another name."
    ]
    assert context_of(answers("audit_entry", auth=["jwt"]))["resources"]


@pytest.mark.parametrize("profile", ["minimal", "standard", "production"])
def test_an_audit_log_comes_by_its_answer_alone_and_brings_users(profile: str) -> None:
    without = resolve({"profile": profile, "auth": ["jwt"]})
    with_log = resolve({"profile": profile, "audit": ["database"]})

    assert "unaudited" in without.features
    assert "security.audit-log" not in without.items
    assert {"audit", "auth", "auth_jwt"} <= set(with_log.features)
    assert "unaudited" not in with_log.features
    assert {"security.audit-log", *ITEMS} <= with_log.items
    assert Questions({"profile": profile}).ticked("audit") == []
    assert Questions({"profile": profile, "audit": ["database"]}).ticked("auth") == ["jwt"]


def test_an_audit_log_of_nobody_is_refused() -> None:
    with pytest.raises(CatalogueError) as caught:
        resolve({"profile": "minimal", "audit": ["database"], "auth": []})

    assert caught.value.faults == [
        'auth: "Users and logins" needs one of jwt, session, api_key, '
        'as "Audit log" does not go without.'
    ]


def test_without_users_the_name_is_free() -> None:
    assert "user" in [each.name for each in context_of(answers("user", auth=[]))["resources"]]


def test_rows_have_owners_where_there_are_users() -> None:
    [owned] = context_of(answers("company", auth=["jwt"]))["resources"]
    [free] = context_of(answers("company", auth=[]))["resources"]

    assert any("owner_id" in item for item in owned.migration_items)
    assert not any("owner_id" in item for item in free.migration_items)
    tables = context_of(answers("company", auth=["jwt"]))["tables"]
    assert [table.name for table in tables] == [
        "user",
        "company",
    ]

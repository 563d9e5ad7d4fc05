"""Writes the reference pages that only tell what the catalogue and the commands hold.

python -m tools.reference            write them
python -m tools.reference --check    say which are stale
"""

import sys
from collections.abc import Iterable, Iterator

from extensions.catalogue.checklists import CHECKLISTS, PROFILES, Item
from extensions.catalogue.features import CORE, FEATURES, Feature
from tools.command_reference import command_line
from tools.render import ROOT
from tools.written import keep

FOLDER = ROOT / "docs" / "reference"
_NOTE = "\n<!-- Written by tools/reference.py from the catalogue: `make reference`. -->\n"


def checklists() -> Iterator[str]:
    yield "# Checklists"
    yield _NOTE
    yield (
        "An item without an option is met by every service. The others are chosen: by a profile,\n"
        "or with `profile=custom` by the list's own question. In a service `CHECKLIST.md` tells\n"
        "the same of that service, and `make checklist` proves it."
    )
    for checklist in CHECKLISTS:
        yield f"\n## {checklist.title}"
        if checklist.choosable:
            names = ", ".join(f"`{item.name}`" for item in checklist.choosable)
            yield f"\nQuestion `{checklist.question}`: {names}."
        for item in checklist.items:
            yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    yield f"\n### `{item.id}`: {item.title}\n"
    chosen = [profile for profile in PROFILES if profile in item.profiles]
    yield f"{item.reason}\n"
    if item.features:
        yield f"- Option: {_links(item.features)}; chosen in: {', '.join(chosen) or 'no profile'}"
    if item.needs:
        yield f"- Needs: {', '.join(f'`{name}`' for name in item.needs)}"
    if item.conflicts:
        yield f"- Not with: {', '.join(f'`{name}`' for name in item.conflicts)}"
    yield f"- Sources: {'; '.join(item.sources)}"
    yield from (f"- Proven (`{name}`): {claim}" for name, claim in item.evidence.items())


def options() -> Iterator[str]:
    yield "# Options"
    yield _NOTE
    yield "What items turn on. Each is a folder of layers; a service without it has no trace of it."
    for feature in _chosen():
        yield f"\n## `{feature.name}`: {feature.title}\n"
        yield feature.help
        yield from _facts(feature)


def _facts(feature: Feature) -> Iterator[str]:
    items = [f"`{i.id}`" for i in CHECKLISTS.items.values() if feature.name in i.features]
    facts = {
        "Turned on by": ", ".join(items),
        "Needs": _links(feature.needs),
        "Not with": _links(feature.conflicts),
        "Installs": _codes(line for lines in feature.dependencies.values() for line in lines),
        "Settings": _codes(variable.name for variable in feature.variables),
        "Commands": _codes(f"make {command.target}" for command in feature.commands),
        "Containers": _codes(container.image for container in feature.containers),
    }
    if found := {name: told for name, told in facts.items() if told}:
        yield ""
        yield from (f"- {name}: {told}" for name, told in found.items())
    if feature.question:
        yield f"\nOpens the question `{feature.question.name}`: {feature.question.help}\n"
        yield "| answer | means | turns on |"
        yield "|---|---|---|"
        for value, option in feature.question.options.items():
            shown = f"`{value}`" + (", the default" if value == feature.question.default else "")
            yield f"| {shown} | {option.title} | {_links(option.features)} |"


def settings() -> Iterator[str]:
    yield "# Settings"
    yield _NOTE
    yield (
        "Every setting of a service, from the environment or `.env`; `.env.example` has those of\n"
        "its options. One that is not valid ends the start with a line that names it."
    )
    for feature in (FEATURES[CORE], *_chosen()):
        if feature.variables:
            yield f"\n## {feature.title}\n"
            yield "| setting | default | what for |"
            yield "|---|---|---|"
            for variable in feature.variables:
                default = variable.default.format(database_url="by the database chosen")
                shown = f"`{default}`" if default else ""
                yield f"| `{variable.name}` | {shown} | {variable.help} |"


def _chosen() -> list[Feature]:
    return [feature for feature in FEATURES.values() if feature.is_chosen]


def _links(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _codes(texts: Iterable[str]) -> str:
    return _links(dict.fromkeys(texts))


PAGES = {
    "checklists": checklists,
    "command-line": command_line,
    "options": options,
    "settings": settings,
}


def main() -> int:
    made = ((FOLDER / f"{name}.md", "\n".join(lines()) + "\n") for name, lines in PAGES.items())
    return keep(made, ROOT)


if __name__ == "__main__":
    sys.exit(main())

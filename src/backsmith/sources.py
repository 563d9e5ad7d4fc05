"""Where the template is: what was said, else what the project records, else where this command
was installed from."""

from pathlib import Path
from typing import NamedTuple

from backsmith.faults import UnreachableError


class Source(NamedTuple):
    """A template's address, as Copier takes it, and why it is this one."""

    url: str
    why: str

    @property
    def shown(self) -> str:
        return f"{self.url} ({self.why})"


def source_of(said: str | None, recorded: str | None = None) -> Source:
    """Raises UnreachableError where nobody says any."""
    if said:
        return Source(_absolute(said), "--template")
    if recorded:
        return Source(recorded, "recorded in the project")
    if installed := installed_from():
        return Source(installed, "where this command was installed from")
    raise UnreachableError(
        "No template is known: say where it is, with --template URL or --template PATH."
    )


def _absolute(said: str) -> str:
    """A path is kept as an absolute one: a relative one would break updates from elsewhere."""
    path = Path(said).expanduser()
    return str(path.resolve()) if path.exists() else said


def installed_from() -> str | None:
    """The checkout or the repository, as the installer recorded it (PEP 610)."""
    import json
    from importlib import metadata
    from urllib.parse import unquote, urlsplit

    try:
        record = metadata.distribution("backsmith").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    if record is None:
        return None
    told = json.loads(record)
    url = urlsplit(told["url"])
    if "vcs_info" in told or url.scheme != "file":
        return str(told["url"])
    path = Path(unquote(url.path))
    return str(path) if (path / "copier.yml").is_file() else None

"""Where the promise lies: `tests/domain/<tag>/api.json`, each with the operations of one tag."""

import json
import re
from pathlib import Path

from tools.api.shape import Json, Shape, shape_of, tags_of

DOMAIN = Path(__file__).resolve().parents[2] / "tests" / "domain"
NAME = "api.json"


def promised(domain: Path = DOMAIN) -> Shape:
    """What has been recorded, of all tags."""
    shape: Shape = {}
    for file in sorted(domain.glob(f"*/{NAME}")):
        shape |= json.loads(file.read_text(encoding="utf-8"))
    return shape


def record(document: Json, domain: Path = DOMAIN) -> None:
    """Makes what the document says the promise, and nothing else."""
    shape, tags = shape_of(document), tags_of(document)
    files: dict[Path, Shape] = {}
    for name, operation in shape.items():
        folder = re.sub(r"\W+", "_", tags[name])
        files.setdefault(domain / folder / NAME, {})[name] = operation
    for gone in set(domain.glob(f"*/{NAME}")) - set(files):
        gone.unlink()
    for file, operations in files.items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(as_text(operations), encoding="utf-8")


def as_text(shape: Shape) -> str:
    """As it lies in the file."""
    return json.dumps(shape, indent=2, ensure_ascii=False) + "\n"

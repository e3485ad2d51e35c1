"""The house laws as functions from source text to complaints, so that each can be shown to fire."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "kontor"
PURE_ROOMS = {"policy", "lifecycle", "rules", "errors", "events"}
LONGEST = 300  # lines
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("timezone", "now"),
    ("time", "time"),
    ("date", "today"),
    ("datetime", "today"),
}


def files(*parts: str) -> list[Path]:
    """Python sources under `src/kontor/<part>`, tests and migrations left out."""
    found = [path for part in parts for path in sorted((SOURCES / part).rglob("*.py"))]
    return [path for path in found if not {"tests", "migrations"} & set(path.relative_to(SOURCES).parts)]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(source: str) -> Iterator[str]:
    """Modules that the source imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_pure_room(path: Path) -> bool:
    """Whether the file belongs to the kernel or to a pure room of a context."""
    parts = path.relative_to(SOURCES).parts
    if parts[0] == "kernel":
        return True
    return parts[0] == "contexts" and len(parts) > 2 and parts[2].removesuffix(".py") in PURE_ROOMS


def impure(source: str) -> list[str]:
    """Law 3: pure rooms know no framework, no database, no clock, no network."""
    forbidden = ("django", "psycopg", "procrastinate", "httpx", "requests", "kontor.platform", "kontor.config")
    return [f"imports {name}" for name in imports(source) if name.startswith(forbidden)]


def system_clock(source: str) -> list[str]:
    """Law 6: time comes from `kernel.clock`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            word = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
            if (word, node.func.attr) in CLOCKS:
                found.append(f"line {node.lineno}: {word}.{node.func.attr}()")
    return found


def sql_clock(source: str) -> list[str]:
    """Law 6 again, inside SQL."""
    texts = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    words = ("now()", "current_timestamp", "clock_timestamp()")
    sql = ("select ", "update ", "insert ", "delete ")
    return [
        f"line {text.lineno}: {word} in SQL"
        for text in texts
        for word in words
        if word in text.value.lower() and any(verb in text.value.lower() for verb in sql)
    ]


def site_writes(source: str) -> list[str]:
    """Law 2: a site has no models in its hands, neither to read nor to write."""
    found = [f"imports {name}" for name in imports(source) if name.startswith("kontor.contexts.") and ".models" in name]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            owner = ast.unparse(node.func.value)
            if ".objects" in owner or ".filter(" in owner or node.func.attr in {"save", "bulk_create"}:
                found.append(f"line {node.lineno}: {owner}.{node.func.attr}()")
    return found


def service_shape(source: str, stem: str) -> list[str]:
    """A file of `services/` has one public function, called as the file, with keyword-only arguments."""
    functions = [node for node in ast.parse(source).body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    public = [node for node in functions if not node.name.startswith("_")]
    complaints = []
    if stem not in {node.name for node in public}:
        complaints.append(f"has no public function {stem}")
    complaints += [f"has another public function: {node.name}" for node in public if node.name != stem]
    for node in public:
        if node.name == stem and (node.args.args or node.args.posonlyargs or node.args.vararg):
            complaints.append(f"{stem} takes positional arguments")
    return complaints


def signals(source: str) -> list[str]:
    """Law 9: no signals."""
    forbidden = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals")
    return [f"imports {name}" for name in imports(source) if name.startswith(forbidden)]


def unnamed_jobs(source: str, context: str) -> list[str]:
    """Jobs are called `context.verb`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "job":
            named = next((word.value for word in node.keywords if word.arg == "name"), None)
            name = named.value if isinstance(named, ast.Constant) else ""
            if not str(name).startswith(f"{context}."):
                found.append(f"line {node.lineno}: job {name!r} is not called {context}.<verb>")
    return found


def too_long(source: str) -> list[str]:
    """A file that nobody takes in at once."""
    lines = source.count("\n")
    return [f"{lines} lines"] if lines > LONGEST else []


def forbidden_name(path: Path) -> list[str]:
    """Law 9: no drawer for everything."""
    return [f"is called {path.name}"] if path.stem in {"utils", "util", "helpers", "misc"} else []


def nothing(complaints: list[str]) -> None:
    """Fail with every complaint on a line of its own."""
    assert not complaints, "\n" + "\n".join(complaints)

"""Is what was made still what its source says? `python -m tests.support.fresh migrations|texts|openapi [--write]`"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "kontor"
LOCALE = SOURCES / "locale"
LOCALES = ("bg", "es", "fr", "pt_BR", "ru", "zh_Hans")  # English is the source
OPENAPI = ROOT / "docs" / "openapi.json"


def migrations() -> list[str]:
    """Models that no migration makes."""
    done = _django("makemigrations", "--check", "--dry-run")
    return [] if done.returncode == 0 else [f"migrations are missing:\n{done.stdout}{done.stderr[-2000:]}"]


def texts(*, write: bool = False) -> list[str]:
    """Marked texts that a catalogue lacks, has not translated, or is unsure about."""
    from babel.messages.pofile import read_po

    if shutil.which("xgettext") is None:
        return ["xgettext is missing: apt-get install gettext"]
    with tempfile.TemporaryDirectory() as folder:
        target = LOCALE if write else Path(folder)
        _extract(target)
        wrong = []
        for name in LOCALES:
            place = Path(name) / "LC_MESSAGES" / "django.po"
            with (target / place).open("rb") as file:
                wanted = {_key(message) for message in read_po(file, locale=name) if message.id}
            if not (LOCALE / place).exists():
                wrong.append(f"{name}: there is no catalogue for {len(wanted)} texts")
                continue
            with (LOCALE / place).open("rb") as file:
                known = {_key(message): message for message in read_po(file, locale=name) if message.id}
            wrong += [f"{name}: not in the catalogue: {key}" for key in sorted(wanted - set(known))]
            wrong += [f"{name}: unsure: {key}" for key, message in known.items() if message.fuzzy and key in wanted]
            wrong += [f"{name}: not translated: {key}" for key in sorted(wanted & set(known)) if not _said(known[key])]
    return wrong


def openapi(*, write: bool = False) -> list[str]:
    """The committed description of the API against the API itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.support.settings")
    if importlib.util.find_spec("kontor.sites.api.api") is None:
        return []
    import django

    django.setup()
    api = importlib.import_module("kontor.sites.api.api").api
    fresh = json.dumps(json.loads(json.dumps(api.get_openapi_schema(), default=str)), indent=1, sort_keys=True) + "\n"
    if write:
        OPENAPI.write_text(fresh)
    if not OPENAPI.exists() or OPENAPI.read_text() != fresh:
        return [f"{OPENAPI.relative_to(ROOT)} is not what the API says: python -m tests.support.fresh openapi --write"]
    return []


def _extract(target: Path) -> None:
    for name in LOCALES:
        (target / name / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        source = LOCALE / name / "LC_MESSAGES" / "django.po"
        if source.exists() and target != LOCALE:
            shutil.copy(source, target / name / "LC_MESSAGES" / "django.po")
    wanted = [part for name in LOCALES for part in ("-l", name)]
    ignored = [
        part for pattern in ("kontor/locale", "*/tests/*", "*/static/*", "*/sandbox/*") for part in ("-i", pattern)
    ]
    done = _django(
        "makemessages", *wanted, *ignored, "--no-obsolete", "--no-location", "--no-wrap",
        cwd=ROOT / "src", settings="tests.support.texts_settings", extra={"TEXTS_TARGET": str(target)},
    )  # fmt: skip
    if done.returncode != 0:
        sys.exit(done.stderr)


def _django(
    *arguments: str, cwd: Path = ROOT, settings: str = "tests.support.settings", extra: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"} | (
        extra or {}
    )
    command = [sys.executable, "-W", "ignore", "-m", "django", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def _key(message: object) -> str:
    identity = getattr(message, "id", "")
    context = getattr(message, "context", None)
    text = identity if isinstance(identity, str) else identity[0]
    return f"{context}|{text}" if context else text


def _said(message: object) -> bool:
    string = getattr(message, "string", "")
    return all(string) if isinstance(string, tuple) else bool(string)


def main() -> None:
    what, write = sys.argv[1], "--write" in sys.argv
    wrong = migrations() if what == "migrations" else texts(write=write) if what == "texts" else openapi(write=write)
    for line in wrong[:50]:
        print(line)  # noqa: T201
    if len(wrong) > 50:
        print(f"… and {len(wrong) - 50} more")  # noqa: T201
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

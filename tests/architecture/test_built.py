"""Built CSS and JavaScript are told from stale ones without node."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE, STYLE = "src/kontor/sites/templates/page.html", "frontend/css/a.css"


@pytest.fixture
def built() -> Any:
    spec = spec_from_loader("built", SourceFileLoader("built", str(ROOT / "scripts/built")))
    assert spec is not None
    module = module_from_spec(spec)
    assert spec.loader is not None
    spec.loader.exec_module(module)
    return module


def test_what_is_committed_was_built_from_what_is_committed(built: Any) -> None:
    assert built.stale(ROOT) == [], "npm --prefix frontend run build"


def test_each_change_that_needs_a_build_is_found_and_words_of_a_page_are_none(built: Any, tmp_path: Path) -> None:
    for name, text in {
        PAGE: '<p class="flex {% if a == "b" %}gap-2{% endif %}">{% icon "x" "" "text-sea" %}Words</p>',
        STYLE: "a{}", "src/kontor/ui/static/kontor/kontor.css": "a{}", "src/kontor/ui/parts.py": 'A = "grid"',
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "frontend/built.json").write_text(json.dumps(built.record(tmp_path)))
    page = tmp_path / PAGE
    page.write_text(page.read_text().replace("Words", "Other words"))
    assert built.stale(tmp_path) == []
    for name, before, after, said in (
        (PAGE, "gap-2", "gap-3", "classes"), (PAGE, "text-sea", "text-ink", "classes"),
        ("src/kontor/ui/parts.py", "grid", "block", "classes"), (STYLE, "a", "b", STYLE),
        ("src/kontor/ui/static/kontor/kontor.css", "a", "b", "src/kontor/ui/static/kontor/kontor.css"),
    ):  # fmt: skip
        file = tmp_path / name
        kept = file.read_text()
        file.write_text(kept.replace(before, after))
        assert built.stale(tmp_path) == [said], name
        file.write_text(kept)


def test_the_kind_check_brings_gettext(tmp_path: Path) -> None:
    """On a machine that lacks it the name of the package is what is asked for."""
    bash = shutil.which("bash")
    assert bash is not None
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n")
    (tmp_path / "id").chmod(0o755)
    run = subprocess.run(
        [bash, str(ROOT / "scripts/system-packages"), "check"], env={"PATH": str(tmp_path)}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, "apt-get install gettext" in run.stderr) == (1, True)

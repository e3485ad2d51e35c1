"""The laws hold in all sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.architecture import laws
from tests.architecture.laws import nothing


def _complaints(paths: Iterable[Path], law: Callable[[str], list[str]]) -> list[str]:
    return [f"{laws.name_of(path)}: {said}" for path in paths for said in law(path.read_text())]


def test_pure_rooms_know_no_framework():
    assert (
        _complaints([path for path in laws.files("kernel", "contexts") if laws.is_pure_room(path)], laws.impure) == []
    )


def test_time_comes_from_the_kernels_clock():
    paths = laws.files("contexts", "sites")
    nothing(_complaints(paths, laws.system_clock) + _complaints(paths, laws.sql_clock))


def test_sites_never_write_through_a_model():
    nothing(_complaints(laws.files("sites"), laws.site_writes))


def test_a_service_is_one_function_called_as_its_file():
    paths = [path for path in laws.files("contexts") if path.parent.name == "services" and path.stem != "__init__"]
    complaints = [
        f"{laws.name_of(path)}: {said}"
        for path in paths
        if not path.stem.startswith("_")
        for said in laws.service_shape(path.read_text(), path.stem)
    ]
    nothing(complaints)


def test_jobs_are_called_after_their_context():
    complaints = []
    for path in laws.files("contexts"):
        parts = path.relative_to(laws.SOURCES / "contexts").parts
        if len(parts) > 1 and parts[1] in {"jobs.py", "jobs"}:
            complaints += [f"{laws.name_of(path)}: {s}" for s in laws.unnamed_jobs(path.read_text(), parts[0])]
    nothing(complaints)


def test_no_signals():
    nothing(_complaints(laws.files("contexts", "sites", "platform", "ui"), laws.signals))


def test_no_drawers_for_everything():
    everywhere = [*laws.files(""), *(laws.ROOT / "tests").rglob("*.py")]
    nothing([f"{laws.name_of(path)} {said}" for path in everywhere for said in laws.forbidden_name(path)])


def test_files_can_be_taken_in_at_once():
    tests = [path for path in laws.SOURCES.rglob("*.py") if "tests" in path.parts]
    paths = [*laws.files(""), *tests, *(laws.ROOT / "tests").rglob("*.py")]
    content = {"data", "texts", "content"}  # what is written there is content, not code
    nothing(_complaints([path for path in paths if not content & set(path.parts)], laws.too_long))


@pytest.mark.rule("OPR-01")
def test_every_policy_value_names_a_rule_of_the_spec():
    import csv

    from kontor.kernel import policy

    with (laws.ROOT / "docs" / "rules.csv").open(newline="") as file:
        rules = {row["id"] for row in csv.DictReader(file)}
    wrong = [
        declared.name
        for declared in policy.register()
        if not declared.name.startswith("tests.") and (declared.rule not in rules or not declared.sentence)
    ]
    nothing(wrong)

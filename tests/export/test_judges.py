"""Other engines take the steps of the tables, and find what the baseline has."""

import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from statemachine.io import load
from statemachine.orderedset import OrderedSet

from export.plain_tables import Reader
from export.toy_tables import TOYS, tables_of
from twinsite import cli
from twinsite.export.c import header
from twinsite.export.scxml import scxml, state_id
from twinsite.export.tables.resolved import Resolved
from twinsite.export.tables.tables import Tables, tables_json
from twinsite.export.xstate import xstate
from twinsite.model.profile import default_profiles
from twinsite.report.tables.describe import Described, describe

NAMES = [profile.name for profile in default_profiles()]
GCC = shutil.which("gcc")
NODE = shutil.which("node")
Counts = tuple[int, int, int]


@cache
def tables() -> Tables:
    return describe([Described(profile) for profile in default_profiles()])


def recorded(resolved: Resolved) -> Counts:
    size = resolved.profile.search
    assert size is not None
    return size.states, size.steps, size.depth


def promised(text: str) -> Counts:
    """Return what an export says must be found."""
    found = re.search(r"find (\d+) states, (\d+) steps and depth (\d+)\.", text)
    assert found is not None
    return int(found[1]), int(found[2]), int(found[3])


def compiled(text: str, folder: Path) -> Counts:
    """Compile a header with the explorer, and return what it finds."""
    (folder / "desktop.h").write_text(text, encoding="utf-8")
    assert GCC is not None
    strict = ("-std=c99", "-O1", "-Wall", "-Wextra", "-Werror", "-pedantic")
    program = folder / "explore"
    source = Path(__file__).parent / "explore.c"
    subprocess.run(  # noqa: S603
        [GCC, *strict, "-I", str(folder), "-o", str(program), str(source)], check=True, timeout=380
    )
    done = subprocess.run(  # noqa: S603
        [str(program)], capture_output=True, text=True, check=True, timeout=380
    )
    states, steps, depth = map(int, done.stdout.split())
    return states, steps, depth


needs_gcc = pytest.mark.skipif(GCC is None, reason="GCC IS MISSING: the header in C is untested")


def in_c(name: str, folder: Path) -> None:
    resolved = Resolved(tables(), name)
    text = header(resolved)
    assert compiled(text, folder) == recorded(resolved) == promised(text)


@pytest.mark.spin
@needs_gcc
@pytest.mark.parametrize("name", NAMES[2::12])
def test_a_program_in_c_finds_what_the_baseline_has(name: str, tmp_path: Path) -> None:
    in_c(name, tmp_path)


@pytest.mark.spin
@needs_gcc
@pytest.mark.heavy
@pytest.mark.parametrize("name", NAMES)
def test_a_program_in_c_finds_that_of_every_profile(name: str, tmp_path: Path) -> None:
    in_c(name, tmp_path)


@pytest.mark.spin
@needs_gcc
def test_a_changed_header_is_told_by_its_counts(tmp_path: Path) -> None:
    resolved = Resolved(tables(), "stat/bc/pair")
    text = header(resolved)
    changed = text.replace("return twinsite_node_", "return !twinsite_node_", 1)
    assert changed != text
    assert compiled(changed, tmp_path) != recorded(resolved)


def by_the_library(text: str, resolved: Resolved) -> Counts:
    """Search the document with the loader and the engine of python-statemachine."""
    machine = load(text, format="scxml")()
    parts = resolved.parts
    events = [f"{parts[place].machine.name}.{event}" for place, event in resolved.events()]

    def put(state: tuple[int, ...]) -> None:
        active: OrderedSet[str] = OrderedSet(["desktop"])
        for part, place in zip(parts, state, strict=True):
            active.add(part.machine.name)
            active.add(state_id(part.machine.name, part.chart.states[place]))
        machine.current_state_value = active

    def got() -> tuple[int, ...]:
        active = set(machine.configuration_values)
        return tuple(
            next(
                place
                for place, state in enumerate(part.chart.states)
                if state_id(part.machine.name, state) in active
            )
            for part in parts
        )

    initial = got()
    seen, level, steps, depth = {initial}, [initial], 0, 0
    while level:
        found = []
        for state in level:
            put(state)
            enabled = {str(event) for event in machine.enabled_events()}
            for event in events:
                if event not in enabled:
                    continue
                put(state)
                machine.send(event)
                steps += 1
                after = got()
                if after not in seen:
                    seen.add(after)
                    found.append(after)
        depth += bool(found)
        level = found
    return len(seen), steps, depth


def in_scxml(name: str) -> None:
    resolved = Resolved(tables(), name)
    text = scxml(resolved)
    assert by_the_library(text, resolved) == recorded(resolved) == promised(text)


@pytest.mark.parametrize(
    "name",
    [
        "config/no-bc/cluster-1",
        "start-up/no-bc/nodes-1",
        pytest.param("stat/bc/pair", marks=pytest.mark.heavy),
    ],
)
def test_the_library_finds_what_the_baseline_has(name: str) -> None:
    """The host library as a whole agrees, not only machine by machine."""
    in_scxml(name)


@pytest.mark.by_hand
@pytest.mark.parametrize("name", NAMES)
def test_the_library_finds_that_of_every_profile_up_to_5000_states(name: str) -> None:
    if recorded(Resolved(tables(), name))[0] <= 5_000:
        in_scxml(name)


def test_a_changed_document_is_told_by_its_counts() -> None:
    resolved = Resolved(tables(), "config/no-bc/cluster-1")
    text = scxml(resolved)
    changed = text.replace("In('cluster_preferred__in_service')", "true")
    assert changed != text
    assert by_the_library(changed, resolved) != recorded(resolved)


def in_xstate(resolved: Resolved, folder: Path) -> None:
    text = xstate(resolved)
    (folder / "desktop.mjs").write_text(text, encoding="utf-8")
    shutil.copy(Path(__file__).parent / "explore.mjs", folder)
    (folder / "node_modules").symlink_to(Path(os.environ["XSTATE"]).resolve())
    assert NODE is not None
    done = subprocess.run(  # noqa: S603
        [NODE, str(folder / "explore.mjs")],
        capture_output=True,
        text=True,
        check=False,
        timeout=390,
    )
    assert done.returncode == 0, done.stderr
    found: Any = json.loads(done.stdout)
    assert tuple(found) == recorded(resolved) == promised(text)


@pytest.mark.by_hand
@pytest.mark.node
@pytest.mark.parametrize("name", NAMES)
def test_xstate_finds_that_of_every_profile_up_to_20000_states(name: str, tmp_path: Path) -> None:
    """The variable XSTATE names a folder node_modules with XState 5."""
    if recorded(Resolved(tables(), name))[0] <= 20_000:
        in_xstate(Resolved(tables(), name), tmp_path)


@pytest.mark.node
@pytest.mark.skipif(NODE is None, reason="NODE IS MISSING: the module of XState is untested")
def test_the_module_of_xstate_is_javascript(tmp_path: Path) -> None:
    module = tmp_path / "desktop.mjs"
    assert NODE is not None
    for name in NAMES:
        module.write_text(xstate(Resolved(tables(), name)), encoding="utf-8")
    done = subprocess.run(  # noqa: S603
        [NODE, "--check", str(module)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.spin
@needs_gcc
@pytest.mark.parametrize("toy", TOYS)
def test_every_form_of_guard_means_the_same_everywhere(toy: str, tmp_path: Path) -> None:
    """Guards with or, with negated conjunctions and disjunctions, that never hold, and none."""
    found = tables_of(TOYS[toy]())
    resolved = Resolved(found, "toy")
    assert compiled(header(resolved), tmp_path) == recorded(resolved)
    assert by_the_library(scxml(resolved), resolved) == recorded(resolved)
    reader = Reader(json.loads(tables_json(found)), "toy")
    seen, level, steps = {tuple(reader.initial.items())}, [reader.initial], 0
    while level:
        after = [after for state in level for _, after in reader.steps(state)]
        steps += len(after)
        level = [state for state in after if tuple(state.items()) not in seen]
        level = list({tuple(state.items()): state for state in level}.values())
        seen |= {tuple(state.items()) for state in level}
    assert (len(seen), steps) == recorded(resolved)[:2]


@pytest.mark.by_hand
@pytest.mark.node
@pytest.mark.parametrize("toy", TOYS)
def test_every_form_of_guard_means_the_same_to_xstate(toy: str, tmp_path: Path) -> None:
    in_xstate(Resolved(tables_of(TOYS[toy]()), "toy"), tmp_path)


@pytest.mark.spin
@needs_gcc
def test_what_no_record_has_is_searched_before_it_is_exported(tmp_path: Path) -> None:
    name = "stat/bc/pair/A1=all_tried/A2=continues"
    output = tmp_path / "exported.h"
    assert cli.run(["export", "c", "--profile", name, "--output", str(output)]) == 0
    text = output.read_text(encoding="utf-8")
    assert compiled(text, tmp_path) == promised(text)

"""The import rules can fail: a forbidden import, planted in each layer, breaks its contract."""

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.configuration import configure
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import Contract

SETTINGS = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["tool"][
    "importlinter"
]
KINDS = {
    "layers": LayersContract,
    "forbidden": ForbiddenContract,
    "independence": IndependenceContract,
}
CONTRACTS: dict[str, dict[str, Any]] = {c["name"]: c for c in SETTINGS["contracts"]}
HOUSE = CONTRACTS["imports point one way"]
CHECKER = CONTRACTS["the checker has walls"]
DESKTOP = CONTRACTS["the reference desktop is read from the bottom up"]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    configure()
    return grimp.build_graph(*SETTINGS["root_packages"])


def contract(options: dict[str, Any]) -> Contract:
    return KINDS[options["type"]](
        name=options["name"],
        session_options={"root_packages": SETTINGS["root_packages"]},
        contract_options={
            key: str(value) if isinstance(value, bool) else value
            for key, value in options.items()
            if key not in ("name", "type")
        },
    )


def kept(graph: grimp.ImportGraph, options: dict[str, Any]) -> bool:
    return contract(options).check(graph, verbose=False).kept


def broken_by(graph: grimp.ImportGraph, options: dict[str, Any], importer: str, of: str) -> bool:
    """Return whether one import more breaks a contract that holds without it."""
    assert kept(graph, options)
    known = graph.direct_import_exists(importer=importer, imported=of)
    assert not known, f"{importer} imports {of} already"
    graph.add_import(importer=importer, imported=of)
    try:
        return not kept(graph, options)
    finally:
        graph.remove_import(importer=importer, imported=of)


def layers(options: dict[str, Any]) -> list[list[str]]:
    """Return the modules of each layer, the highest first, with their full names."""
    container = f"{options['containers'][0]}." if "containers" in options else ""
    return [
        [container + module.strip() for module in layer.replace("|", ":").split(":")]
        for layer in options["layers"]
    ]


def upward(options: dict[str, Any]) -> list[tuple[str, str]]:
    """Return for each layer but the highest an import of the layer above."""
    found = layers(options)
    return [(lower[0], upper[-1]) for upper, lower in pairwise(found)]


def sideways(options: dict[str, Any]) -> list[tuple[str, str]]:
    """Return for each two modules that may not know each other an import of the one."""
    container = f"{options['containers'][0]}." if "containers" in options else ""
    strangers = [layer.split("|") for layer in options["layers"] if "|" in layer]
    return [
        (container + a.strip(), container + b.strip())
        for names in strangers
        for a in names
        for b in names
        if a != b
    ]


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_contract_is_kept(graph: grimp.ImportGraph, name: str) -> None:
    assert kept(graph, CONTRACTS[name])


@pytest.mark.parametrize(
    ("options", "importer", "imported"),
    [
        pytest.param(options, importer, imported, id=f"{importer} -> {imported}")
        for options in (HOUSE, CHECKER, DESKTOP)
        for importer, imported in (*upward(options), *sideways(options))
    ],
)
def test_a_forbidden_import_is_noticed(
    graph: grimp.ImportGraph, options: dict[str, Any], importer: str, imported: str
) -> None:
    assert broken_by(graph, options, importer, imported)


@pytest.mark.parametrize("options", [HOUSE, CHECKER], ids=lambda options: options["name"])
def test_a_room_that_no_rule_names_is_noticed(
    graph: grimp.ImportGraph, options: dict[str, Any]
) -> None:
    """The layers are exhaustive: nobody adds a room without saying what it may know."""
    graph.add_module(f"{options['containers'][0]}.attic")
    try:
        assert not kept(graph, options)
    finally:
        graph.remove_module(f"{options['containers'][0]}.attic")


@pytest.mark.parametrize(
    ("name", "importer", "imported"),
    [
        ("the checker knows nothing of the house", "twinsite.checker.symbolic", "twinsite.errors"),
        (
            "the specification and the reference desktop do not know each other",
            "twinsite.model",
            "twinsite_desktop.voice",
        ),
        (
            "the specification and the reference desktop do not know each other",
            "twinsite_desktop.voice",
            "twinsite.model",
        ),
        *(
            (
                "the specification and the reference desktop do not know each other",
                "twinsite_charts.model",
                imported,
            )
            for imported in ("twinsite.errors", "twinsite_desktop.sites")
        ),
        ("the checker knows nothing of the house", "twinsite.checker.lint", "twinsite_charts.text"),
        (
            "machines do not import each other",
            "twinsite.model.desktop.session",
            "twinsite.model.desktop.link",
        ),
    ],
)
def test_every_other_rule_can_fail(
    graph: grimp.ImportGraph, name: str, importer: str, imported: str
) -> None:
    assert broken_by(graph, CONTRACTS[name], importer, imported)


def test_the_checker_knows_no_telephony(graph: grimp.ImportGraph) -> None:
    """What is specified may be read only by what stands above the checker."""
    for importer in ("twinsite.checker.semantics", "twinsite.checker.lint"):
        assert broken_by(graph, HOUSE, importer, "twinsite.model.profile")
        assert broken_by(graph, HOUSE, importer, "twinsite.catalogue.sources")

"""The screens of ``twinsite mutate`` and ``twinsite witness``."""

import json
from collections.abc import Iterator

import pytest

from twinsite import cli
from twinsite.analyses.mutation import trial
from twinsite.analyses.mutation.subjects import DEFAULTS
from twinsite.analyses.witnesses import Kind, recorded

PART = ("mutate", "--machine", "Link", "--sample", "40", "--jobs", "1")


@pytest.fixture(autouse=True)
def _plain_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(trial, "DEFAULTS", DEFAULTS[:1])
    monkeypatch.setattr(trial, "VARIANTS", ())
    trial.base_of.cache_clear()
    yield
    trial.base_of.cache_clear()


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> tuple[str, str]:
    assert cli.run(list(arguments)) == code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return captured.out, captured.err


def test_a_part_is_told_to_be_a_part(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, *PART, code=0)
    assert "this is a part only" in out
    assert "No mutant survives unexplained" in out
    assert "Link" in out


def test_a_survivor_is_shown_with_a_run_and_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for properties in ("properties_of", "liveness_of"):
        monkeypatch.setattr(trial, properties, lambda _: ())
    out, _ = run(capsys, *PART, code=1)
    for words in ("Survived: Link.", "specified:", "No property asks for this", "survive"):
        assert words in out, words


def test_the_result_is_json_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, *PART, "--json", code=0)
    data = json.loads(out)
    assert data["machines"][0]["machine"] == "Link"
    assert data["mutants in all"] > len(data["mutants"])
    assert {"mutant", "fate", "accepted"} <= set(data["mutants"][0])


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("mutate", "--machine", "Lnik"), "Link"),
        (("mutate", "--sample", "0"), "--sample"),
        (("mutate", "--jobs", "0"), "--jobs"),
        (("witness", "no_such_rule"), "no_such_rule"),
    ],
)
def test_bad_input_gets_one_clear_message(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], word: str
) -> None:
    _, err = run(capsys, *arguments, code=2)
    assert word in err


@pytest.mark.parametrize("kind", Kind)
def test_a_witness_is_shown_as_a_chart(capsys: pytest.CaptureFixture[str], kind: Kind) -> None:
    witness = next(w for w in recorded().values() if w.kind is kind and w.events)
    out, _ = run(capsys, "witness", witness.prop, code=0)
    assert witness.profile in out
    told = {
        Kind.HAPPENS: "what the property says can happen",
        Kind.NEAR_MISS: "One mutated step would break it",
        Kind.PREMISE: "the premise of the property holds",
    }
    assert told[kind] in " ".join(out.split())

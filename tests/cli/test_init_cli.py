"""``twinsite init`` writes a deployment to begin with, and the JSON Schema of deployments."""

import json
from pathlib import Path

import pytest

from twinsite import cli
from twinsite.configuration.deployment import Deployment
from twinsite.configuration.lint import lint_files


def test_what_is_written_is_a_deployment_without_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "d.toml"
    assert cli.run(["init", str(file)]) == 0
    assert f"Next, once you have changed it:\n  twinsite lint {file}\n" in capsys.readouterr().out
    assert lint_files(file).is_clean


def test_no_file_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "d.toml"
    file.write_text("mine")
    assert cli.run(["init", str(file)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert file.read_text() == "mine"


def test_the_schema_has_every_key(tmp_path: Path) -> None:
    file = tmp_path / "schema.json"
    assert cli.run(["init", "--schema", str(file)]) == 0
    schema = json.loads(file.read_text())
    assert schema["properties"].keys() == Deployment.model_fields.keys()
    assert set(schema["required"]) == {"release"}
    assert not schema["additionalProperties"]


def test_genesys_softphone_is_an_endpoint(tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    cli.run(["init", str(file)])
    text = file.read_text()
    file.write_text(text.replace('"workspace_endpoint"', '"genesys_softphone"'))
    assert lint_files(file).is_clean


def test_a_name_that_no_file_can_have_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["init", "x" * 300]) == 2
    assert "cannot be written (File name too long)" in " ".join(capsys.readouterr().err.split())

"""What only the extra installs is asked for in one line where it is missing."""

import pytest

from twinsite import cli
from twinsite.conformance import extra
from twinsite.conformance.shipped_suites import shipped
from twinsite.conformance.test_suite import suite_of
from twinsite.errors import InputError
from twinsite.model.profile import Profile


@pytest.fixture(autouse=True)
def _nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda _: None)


def test_a_suite_without_scipy_is_refused() -> None:
    with pytest.raises(InputError, match="test suites need SciPy"):
        suite_of(Profile.parse("stat/bc/pair"))


@pytest.mark.parametrize(("method", "library"), [("test-suite", "SciPy"), ("random", "Hypothesis")])
def test_the_command_says_what_to_install(
    method: str, library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = ("--profile", "stat/bc/pair")  # its test suite is not shipped
    client = "twinsite_desktop.client:Client"
    assert cli.run(["conform", client, *profile, "--by", method]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert f"need {library}, which is not installed" in told
    assert "pip install 'twinsite[conformance]', or use --by scenarios" in told


def test_a_suite_that_is_shipped_needs_nothing() -> None:
    assert shipped(Profile.parse("bc+auto+restore/endpoint")) is not None

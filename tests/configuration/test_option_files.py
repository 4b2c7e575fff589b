"""Options as administrators have them are read from their files, and told with file and line."""

from pathlib import Path

import pytest

from configuration.reader_files import GOOD_DEPLOYMENT
from twinsite.configuration.deployment import effective_options, load_deployment
from twinsite.configuration.deployment.option_files import LARGEST_FILE_BYTES
from twinsite.configuration.lint import lint_files
from twinsite.errors import InputError

GROUP = 'name = "Lyon"\n'
NAMED = GROUP + 'options_file = "options/lyon.cfg"\n'
TIMEOUT = "disaster-recovery.timeout"
FILE = """\
; of the agent group Lyon
[interaction-workspace]
disaster-recovery.timeout=45
"login.voice.is-auto-ready" = "true"
login.chat.is-auto-ready=true

[log]
verbose=all
"""


def written(tmp_path: Path, options: str | bytes, deployment: str = GOOD_DEPLOYMENT) -> Path:
    path = tmp_path / "two-sites.toml"
    path.write_text(deployment.replace(GROUP, NAMED), encoding="utf-8")
    directory = tmp_path / "options"
    directory.mkdir(exist_ok=True)
    content = options if isinstance(options, bytes) else options.encode()
    (directory / "lyon.cfg").write_bytes(content)
    return path


def test_options_of_a_file_hold_as_those_of_the_object(tmp_path: Path) -> None:
    deployment = load_deployment(written(tmp_path, FILE))
    anna = effective_options(deployment, deployment.agents[0])
    assert (anna[TIMEOUT].value, anna[TIMEOUT].origin) == (45, "agent group Lyon")
    assert anna["login.voice.is-auto-ready"].value is True
    assert anna["disaster-recovery.preferred-site"].value == "Site X"
    brian = effective_options(deployment, deployment.agents[1])
    assert brian[TIMEOUT].value == 60


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_file_may_come_from_another_system(ending: str, tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + FILE.replace("\n", ending).encode()
    deployment = load_deployment(written(tmp_path, content))
    assert effective_options(deployment, deployment.agents[0])[TIMEOUT].value == 45


def test_what_is_none_of_ours_is_passed_over_with_one_note(tmp_path: Path) -> None:
    report = lint_files(written(tmp_path, FILE))
    (note,) = [finding for finding in report.findings if finding.rule.id == "DEP-05"]
    assert note.what == "2 passed over: 2 in options/lyon.cfg"


def test_a_finding_is_told_where_the_option_stands(tmp_path: Path) -> None:
    report = lint_files(written(tmp_path, FILE.replace("=45", "=13")))
    (short,) = [finding for finding in report.findings if finding.rule.id == "DEP-40"]
    assert (short.file, short.line) == ("options/lyon.cfg", 3)


CASES = {
    "a near miss": ("disaster-recovery.time-out=45", 3, "Did you mean disaster-recovery.timeout?"),
    "a value that is not valid": ("disaster-recovery.timeout=soon", 3, "Valid: "),
    "an option of servers": ("disaster-recovery.site=Site X", 3, "It can be set on a server"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_option_is_told_with_its_file_and_line(case: str, tmp_path: Path) -> None:
    wrong, line, remedy = CASES[case]
    with pytest.raises(InputError) as caught:
        load_deployment(written(tmp_path, FILE.replace("disaster-recovery.timeout=45", wrong)))
    assert str(caught.value.where).startswith(f"options/lyon.cfg, line {line}, agent_groups[0]")
    assert remedy in str(caught.value.remedy)


BROKEN = {
    "a line that is no option": ("[interaction-workspace]\nwhat is this\n", "line 2: 'what is"),
    "an option without a section": (f"{TIMEOUT}=45\n", "line 1: there is no section yet"),
    "zero bytes": (b"[interaction-workspace]\n\0\n", "line 2: '\\x00' is no option"),
    "bytes that are not UTF-8": (b"[interaction-workspace]\n\xff\n", "line 2: byte 0xff is not"),
    "a file that is too large": (b"#" * (LARGEST_FILE_BYTES + 1), "larger than 1 MiB"),
    "an option that is set twice": (FILE + f"[Interaction-Workspace]\n{TIMEOUT}=1\n", "again in"),
    "an option in another section": (f"[log]\n{TIMEOUT}=45\n", "stands in [log] of"),
    "an option that stands in both": (
        "[interaction-workspace]\ndisaster-recovery.preferred-site=Site Y\n",
        "is set again in options/lyon.cfg, line 2",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_cannot_be_used_is_told(case: str, tmp_path: Path) -> None:
    content, what = BROKEN[case]
    with pytest.raises(InputError) as caught:
        load_deployment(written(tmp_path, content))
    assert what in caught.value.what
    assert "agent_groups[0]" in str(caught.value.where)


def test_many_slips_for_many_agents_end_after_some_hundred(tmp_path: Path) -> None:
    slips = "".join(f"disaster-recovery.t{number}=1\n" for number in range(2000))
    agents = "".join(
        f'[[agents]]\nname = "N{n}"\nphone = "none"\noptions_file = "options/lyon.cfg"\n'
        for n in range(2000)
    )
    path = written(tmp_path, f"[interaction-workspace]\n{slips}", GOOD_DEPLOYMENT + agents)
    with pytest.raises(InputError, match="the first of at least 300 findings"):
        load_deployment(path)


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    (tmp_path / "options" / "lyon.cfg").unlink()
    with pytest.raises(InputError, match=r"lyon\.cfg: there is no such file"):
        load_deployment(path)

"""A wrong file needs little more memory than a right one: the search for findings ends."""

import tracemalloc
from pathlib import Path

import pytest

from twinsite.configuration.deployment.findings import MOST_FINDINGS
from twinsite.configuration.deployment.limits import MOST_IN_A_TABLE
from twinsite.configuration.deployment.load import load_deployment, read_deployment
from twinsite.errors import InputError

HEAD = 'release = "8.5.111.21"\n'
MANY = 50_000
NUMBERS = ", ".join(map(str, range(MANY)))
UNKNOWN = "".join(f'"a.{number}" = 1\n' for number in range(MANY))


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "deployment.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("agents = [" + "{}, " * MANY + "]", MOST_FINDINGS),
        ("agents = [" + "[], " * MANY + "]", MOST_FINDINGS),
        (f"agents = [{NUMBERS}]", MOST_FINDINGS),
        ("agents = [" + '{name = "a", phone = "hard_phone"}, ' * MANY + "]", MOST_FINDINGS),
        (f'agents = [{{name = "a", phone = "hard_phone", media = [{NUMBERS}]}}]', 1),
        ("[application.options]\n" + UNKNOWN, 1),
        ("[[tenants]]\n" + UNKNOWN, 1),
    ],
    ids=["empty", "lists", "numbers", "names", "media", "options", "keys"],
)
def test_a_wrong_file_needs_less_than_100_bytes_a_byte(
    text: str, findings: int, tmp_path: Path
) -> None:
    path = written(tmp_path, text)
    tracemalloc.start()
    found = read_deployment(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100 * path.stat().st_size
    assert found.deployment is None
    *told, last = found.findings
    if findings == MOST_FINDINGS:
        assert len(told) == MOST_FINDINGS
        assert "only the first 300 findings" in last.what
    else:
        assert not told
        assert f"at most {MOST_IN_A_TABLE:,}" in last.advice


def test_a_file_of_many_keys_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "".join(f"a{number} = 1\n" for number in range(2000)))
    with pytest.raises(InputError, match="2,001 keys outside tables"):
        load_deployment(path)


def test_the_message_tells_that_there_may_be_more(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the first of at least 300 findings"):
        load_deployment(written(tmp_path, "agents = [" + "{}, " * MANY + "]"))


def test_many_agents_are_read(tmp_path: Path) -> None:
    agents = "".join(f'{{name = "{n}", phone = "hard_phone"}},\n' for n in range(MANY))
    assert len(load_deployment(written(tmp_path, f"agents = [{agents}]")).agents) == MANY

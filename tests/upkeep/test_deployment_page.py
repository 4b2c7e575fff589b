"""The page on deployment files has every key of every table, and its examples can be read."""

import re
from pathlib import Path

import tomli

from twinsite.configuration.deployment import Deployment
from twinsite.configuration.deployment.option_files import settings_in
from twinsite.configuration.deployment.tables import AgentGroup, Cluster, Dn, Place
from twinsite.upkeep.pages.deployment import key_tables
from twinsite.upkeep.pages.documents import replaced

PAGE = Path(__file__).parents[2] / "spec" / "DEPLOYMENT.md"


def test_the_page_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert replaced(text, "keys", key_tables()) == text, "run twinsite baseline --update"


def test_every_key_has_a_meaning() -> None:
    tables = key_tables()
    for table in (Deployment, AgentGroup, Cluster, Dn, Place):
        for key in table.model_fields:
            assert f"| `{key}` | " in tables
    assert "|  |" not in tables


def test_the_examples_can_be_read() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for example in re.findall(r"```toml\n(.*?)```", text, re.DOTALL):
        named = {key: value for key, value in tomli.loads(example).items() if key != "places"}
        assert named.keys() <= Deployment.model_fields.keys()
    (options,) = re.findall(r"```ini\n(.*?)```", text, re.DOTALL)
    assert len(list(settings_in(options, "lyon.cfg"))) == 2

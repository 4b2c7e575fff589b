"""Files for the readers: good ones, spoilt ones, and any that a grammar of their words gives."""

import json
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from twinsite.catalogue.options import OPTIONS as OPTION_NAMES

GOOD_BOOTSTRAP = """\
<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <appSettings file="user.config">
    <!-- the guide's form -->
    <clear />
    <add key="login.url" value="tcp://Env/Desk Top" />
    <add key="login.nodes.preferred-site.Env" value="[csp1:2020][[::1]:2021],Timeout=10" />
    <add key="login.nodes.peer-site.Env" value="[csp3:2020][csp4:2020],Timeout=10" />
    <add key="login.nodes.Other" value="[a:1]" />
    <remove key="x" />
  </appSettings>
  <runtime><gcServer enabled="true" /></runtime>
</configuration>
"""
GOOD_DEPLOYMENT = (files("twinsite") / "examples" / "two-sites.toml").read_text(encoding="utf-8")


@st.composite
def spoilt(draw: st.DrawFn, good: bytes) -> bytes:
    """Draw a copy of a good file with some bytes flipped, cut off, doubled, deleted or added."""
    content = good
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 60)))
        span = content[start:end]
        new = draw(
            st.one_of(
                st.just(b""),
                st.just(span + span),
                st.just(bytes(byte ^ 0x80 for byte in span)),
                st.binary(max_size=4),
                st.sampled_from([b"\0", b"\r", b"\n", b'"', b"\xef\xbb\xbf", b"\xff\xfe"]),
            )
        )
        content = content[:start] + new + content[end:]
    return content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content


WORDS = st.sampled_from(
    [
        *("login.url", "login.nodes.", "preferred-site.", "peer-site.", "Env", "Timeout", "Anna"),
        *("tcp://", "http://", "/", "[", "]", ":", ",", "=", " ", "::1", ":::", "a.example"),
        *("0", "1", "10", "65535", "65536", "-1", "9" * 5_000, "a" * 300, "8.5.111.21", "%s"),
        *("disaster-recovery.site", "disaster-recovery.timeout", "workspace_endpoint", "{what}"),
        *("\n", "\x85", "\u2028", "\u202e", "é", "\\", "'", '"', "&#0;", "]]>", "-->", "#"),
    ]
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=8).map("".join),
    st.builds("{}{}".format, WORDS, st.sampled_from("\n\x7f\x85\u2028\u202e")),
    st.text(max_size=10),
)
RARELY = st.integers(0, 9).map(lambda number: number == 0)

NODES = st.builds(
    "[{}:{}]".format,
    st.sampled_from(["csp1", "10.0.0.1", "[::1]", "[:::]", "[1]", "::1", "", " a ", "a\u2028"]),
    st.sampled_from(["1", "65535", "0", "65536", "", "x", "9" * 5_000, " 2 "]),
)
ENDS = st.sampled_from(
    [",Timeout=10", " , timeout = 1", "", ",Timeout=0", ",Timeout=\x85", ",", "x"]
)
LISTS = st.builds("{}{}{}".format, NODES, st.lists(NODES, max_size=2).map("".join), ENDS)
SETTINGS = st.one_of(
    st.tuples(
        st.sampled_from(
            ["login.nodes.Env", "login.nodes.peer-site.Env", "login.nodes.preferred-site.Env"]
        ),
        LISTS,
    ),
    st.tuples(
        st.just("login.url"), st.builds("{}{}".format, st.sampled_from(["tcp://", ""]), TEXTS)
    ),
    st.tuples(TEXTS.map("login.{}".format), TEXTS),
    st.tuples(TEXTS, TEXTS),
)
ELEMENTS = st.sampled_from(["remove", "clear", "Add", "x", "appSettings"])


@st.composite
def settings_files(draw: st.DrawFn) -> bytes:
    """Draw a configuration with any settings, which may or may not be XML."""
    lines = [] if draw(RARELY) else ['<add key="login.url" value="tcp://Env/A"/>']
    for _ in range(draw(st.integers(0, 5))):
        key, value = draw(SETTINGS)
        element = draw(ELEMENTS) if draw(RARELY) else "add"
        line = f"<{element} key={quoteattr(key)} value={quoteattr(value)}/>"
        if draw(RARELY):
            line = draw(st.sampled_from([escape(line), f"<!--{line}-->"]))
        lines.append(line)
    section = "AppSettings" if draw(RARELY) else "appSettings"
    body = f"<configuration>\n<{section}>{''.join(lines)}</{section}></configuration>"
    encoding = draw(st.sampled_from(["utf-8-sig", "utf-16", "cp1252"])) if draw(RARELY) else "utf-8"
    return body.encode(encoding, "replace")


def basic(text: str) -> str:
    """Return a text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def inline_table(inner: dict[str, str]) -> str:
    """Return keys and values, each as TOML writes it, as one table."""
    return "{" + ", ".join(f"{key} = {value}" for key, value in inner.items()) + "}"


VALUES = st.recursive(
    st.one_of(
        TEXTS.map(basic),
        st.integers().map(str),
        st.floats().map(str),
        st.sampled_from(["9" * 5_000, "-" + "9" * 300, "0x" + "f" * 9_000, "1e999", "12:00:00"]),
        st.sampled_from(["true", "1979-05-27T07:32:00Z", '"""\n"""', "'''[[agents]]'''", "0o7"]),
    ),
    lambda values: st.one_of(
        st.lists(values, max_size=3).map(lambda inner: f"[{', '.join(inner)}]"),
        st.dictionaries(TEXTS.map(basic), values, max_size=3).map(inline_table),
    ),
    max_leaves=6,
)
NAMES = st.one_of(st.sampled_from(["A", "B", "Site X"]), TEXTS).map(basic)
OPTIONS = st.dictionaries(
    st.one_of(st.sampled_from(list(OPTION_NAMES)), TEXTS).map(basic), VALUES, max_size=3
).map(inline_table)
FIELDS: dict[str, st.SearchStrategy[str]] = {
    "name": NAMES,
    "tenant": NAMES,
    "groups": NAMES.map("[{}]".format),
    "phone": st.sampled_from(['"hard_phone"', '"none"', '"workspace_endpoint"', '"none\\n"']),
    "options": OPTIONS,
    "primary": NODES.map(lambda node: basic(node[1:-1])),
    "backup": st.just('"[::1]:1"'),
}
"""By field of any table of a deployment: mostly good values."""

TABLES = {
    "sites": ("name",),
    "sip_server_pairs": ("name", "primary", "backup", "options"),
    "tenants": ("name", "options"),
    "agent_groups": ("name", "tenant", "options"),
    "agents": ("name", "tenant", "groups", "phone", "options"),
}
"""By table of a deployment: its fields."""


@st.composite
def deployment_files(draw: st.DrawFn) -> bytes:
    """Draw a file of a deployment's tables, which may or may not be TOML."""
    lines = [] if draw(RARELY) else ['release = "8.5.111.21"']
    if draw(st.booleans()):
        lines.append(f"application.options = {draw(OPTIONS)}")
    for name in draw(st.lists(st.sampled_from(list(TABLES)), max_size=5)):
        lines.append(f"[{name}]" if draw(RARELY) else f"[[{name}]]")
        for field in TABLES[name]:
            if field in ("name", "phone", "primary", "backup") or draw(st.booleans()):
                value = draw(VALUES if draw(RARELY) else FIELDS[field])
                lines.append(f"{field} = {value}")
    return "\n".join(lines).encode()

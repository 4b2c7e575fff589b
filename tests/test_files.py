"""Files: written wholly or not at all, and nothing else is touched."""

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from twinsite.errors import BrokenDownError, InputError
from twinsite.files import read_bytes, require_writable, write_text


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    write_text(tmp_path / "new", "text\n")
    (tmp_path / "like").touch()
    assert (tmp_path / "new").read_text() == "text\n"
    assert mode_of(tmp_path / "new") == mode_of(tmp_path / "like")


def test_a_file_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch(mode=0o600)
    write_text(path, "text")
    assert (mode_of(path), path.read_text()) == (0o600, "text")


def test_a_link_stays_and_its_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "file", tmp_path / "link"
    link.symlink_to(target)
    for text in ("made", "written again"):
        write_text(link, text)
        assert link.is_symlink()
        assert target.read_text() == text


def test_no_name_of_a_draft_can_be_foreseen(tmp_path: Path) -> None:
    """A draft beside the file was called FILE.part, and a link of that name was followed."""
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "file.part").symlink_to(victim)
    write_text(tmp_path / "file", "text")
    assert victim.read_text() == "precious"


def test_no_draft_is_left_when_there_is_no_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_text("before")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BrokenDownError, match="No space left"):
        write_text(path, "after")
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
    assert path.read_text() == "before"


def test_no_draft_is_left_when_the_work_is_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "file", "text")
    assert not list(tmp_path.iterdir())


def test_two_writers_never_tear_a_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    texts = {letter * 200_000 for letter in "ab"}
    path.write_text("a" * 200_000)

    def write(text: str) -> None:
        for _ in range(50):
            write_text(path, text)

    writers = [threading.Thread(target=write, args=(text,)) for text in texts]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert path.read_text() in texts
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_device_is_written_into_and_stays() -> None:
    write_text(Path(os.devnull), "text")
    assert Path(os.devnull).is_char_device()


def test_a_pipe_is_written_into_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(InputError, match="nobody reads this pipe"):
        write_text(path, "text")
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    write_text(path, "text")
    assert os.read(reader, 10) == b"text"
    os.close(reader)
    assert path.is_fifo()


def test_standard_output_by_name_is_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    write_text(Path("/dev/fd/1"), "text")
    assert capfd.readouterr().out == "text"


@pytest.mark.parametrize("name", ["", ".", "..", "/", "folder", "a/..", "no/such/file", "x" * 300])
def test_what_cannot_be_written_is_told_before_the_work_begins(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError) as raised:
        require_writable(Path(name), "--output")
    assert raised.value.where == "--output"
    with pytest.raises(InputError):
        write_text(Path(name), "text")


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    source, link = tmp_path / "in.toml", tmp_path / "link"
    source.write_text("text")
    link.symlink_to(source)
    for path in (source, link, tmp_path / "." / "in.toml"):
        with pytest.raises(InputError, match="is what is read"):
            require_writable(path, "--sarif", None, source)
    require_writable(tmp_path / "out", "--sarif", source, tmp_path / "not there")
    require_writable(None, "--sarif", source)


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "pipe"])
def test_what_may_never_end_is_not_read(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="may never end"):
        read_bytes(tmp_path / name, largest=10, too_large="Cut it.", what="file")


def test_a_pipe_of_the_shell_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"text")
    os.close(writer)
    path = Path(f"/dev/fd/{reader}")
    assert read_bytes(path, largest=10, too_large="Cut it.", what="file") == b"text"
    os.close(reader)


@pytest.mark.parametrize(("largest", "told"), [(3, "3 bytes"), (2**20, "1 MiB")])
def test_of_a_large_file_only_the_beginning_is_read(
    largest: int, told: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"x" * (largest + 1))
    with pytest.raises(InputError, match=f"larger than {told}. Cut it"):
        read_bytes(tmp_path / "file", largest=largest, too_large="Cut it.", what="file")

import os
import stat
from pathlib import Path

import pytest

from console.config import paths
from console.errors import ConfigError, Exit

posix = pytest.mark.skipif(os.name != "posix", reason="modes and owners are POSIX's")
root = pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("kind", list(paths.OVERRIDES))
def test_each_directory_can_be_named_by_its_variable(kind: paths.Kind, tmp_path: Path) -> None:
    assert paths.directory(kind, {paths.OVERRIDES[kind]: str(tmp_path / "here")}) == tmp_path / "here"


@pytest.mark.parametrize("kind", list(paths.OVERRIDES))
def test_without_a_variable_the_convention_of_the_system_decides(kind: paths.Kind) -> None:
    found = paths.directory(kind, {})
    assert found.is_absolute()
    assert "warmline" in str(found)


def test_an_empty_variable_counts_as_not_set() -> None:
    assert paths.directory("data", {"WARMLINE_DATA_DIR": ""}) == paths.directory("data", {})


def test_a_relative_variable_is_taken_from_where_we_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.directory("state", {"WARMLINE_STATE_DIR": "here"}) == tmp_path / "here"


@posix
def test_missing_directories_are_created_for_the_user_alone(tmp_path: Path) -> None:
    made = paths.ensure("state", {"WARMLINE_STATE_DIR": str(tmp_path / "a" / "b")})
    assert made.is_dir()
    assert (mode(made), mode(made.parent)) == (0o700, 0o700)


@posix
@pytest.mark.parametrize("bits", [0o770, 0o707, 0o777, 0o1777])
def test_a_directory_that_others_may_write_to_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, bits: int
) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(bits)
    with pytest.raises(ConfigError, match=r"run `chmod 700 .*open`") as refused:
        paths.ensure("data", {"WARMLINE_DATA_DIR": str(folder)})
    assert refused.value.exit_code is Exit.USAGE
    folder.chmod(0o755)
    assert paths.ensure("data", {"WARMLINE_DATA_DIR": str(folder)}) == folder


@root
def test_a_directory_of_another_user_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o700)
    os.chown(folder, 12345, 12345)
    with pytest.raises(ConfigError, match=r"another user .*uid 12345.*WARMLINE_DATA_DIR"):
        paths.ensure("data", {"WARMLINE_DATA_DIR": str(folder)})


@root
def test_a_link_that_another_user_made_is_refused_even_to_a_good_directory(tmp_path: Path) -> None:
    (tmp_path / "good").mkdir(mode=0o700)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "good")
    assert paths.ensure("config", {"WARMLINE_CONFIG_DIR": str(link)}) == link
    os.lchown(link, 12345, 12345)
    with pytest.raises(ConfigError, match="another user"):
        paths.ensure("config", {"WARMLINE_CONFIG_DIR": str(link)})


@pytest.mark.parametrize("inner", ["", "deeper"])
def test_a_file_in_the_place_of_a_directory_is_refused(tmp_path: Path, inner: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="WARMLINE_CACHE_DIR"):
        paths.ensure("cache", {"WARMLINE_CACHE_DIR": str(tmp_path / "file" / inner)})


def test_a_dangling_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ConfigError, match="cannot be used"):
        paths.ensure("cache", {"WARMLINE_CACHE_DIR": str(tmp_path / "link")})


def test_no_home_is_said_and_not_made_a_directory_called_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs

    monkeypatch.setattr(platformdirs, "user_config_path", lambda *_, **__: Path("~/.config/warmline"))
    with pytest.raises(ConfigError, match="WARMLINE_CONFIG_DIR"):
        paths.directory("config", {})


@posix
def test_private_files_are_the_users_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        os.close(paths.open_private(tmp_path / "new"))
    finally:
        os.umask(before)
    assert mode(tmp_path / "new") == 0o600


@posix
def test_an_open_file_of_ours_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("kept")
    (tmp_path / "old").chmod(0o666)
    with os.fdopen(paths.open_private(tmp_path / "old")) as file:
        assert file.read() == "kept"
    assert mode(tmp_path / "old") == 0o600


@posix
def test_private_files_are_never_opened_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("untouched")
    (tmp_path / "link").symlink_to(tmp_path / "victim")
    with pytest.raises(ConfigError, match="symbolic link"):
        paths.open_private(tmp_path / "link", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    assert (tmp_path / "victim").read_text() == "untouched"


@posix
def test_a_pipe_neither_hangs_nor_passes_for_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ConfigError, match="not a plain file"):
        paths.open_private(tmp_path / "pipe")
    with pytest.raises(ConfigError, match="not a plain file"):
        paths.read_bytes(tmp_path / "pipe", 10)


@root
def test_a_file_of_another_user_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("")
    os.chown(tmp_path / "theirs", 12345, 12345)
    with pytest.raises(ConfigError, match="uid 12345"):
        paths.open_private(tmp_path / "theirs")


def test_reading_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x" * 2048)
    assert len(paths.read_bytes(tmp_path / "f", 2048)) == 2048
    with pytest.raises(ConfigError, match="larger than 1 KiB"):
        paths.read_bytes(tmp_path / "f", 1024)


@posix
def test_a_file_that_everybody_may_write_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("")
    (tmp_path / "f").chmod(0o666)
    with pytest.raises(ConfigError, match="chmod go-w"):
        paths.read_bytes(tmp_path / "f", 10)

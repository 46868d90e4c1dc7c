import string
import tomllib
import unicodedata
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.config import reference
from console.config.load import load
from console.config.settings import Settings
from console.errors import ConfigError, Exit


def refusal(tmp_path: Path, text: str, **more: object) -> str:
    file = tmp_path / "warmline.toml"
    file.write_text(text)
    with pytest.raises(ConfigError) as refused:
        load(file, **{"env": {}, **more})  # type: ignore[arg-type]
    assert refused.value.exit_code is Exit.USAGE
    return str(refused.value).replace(str(file), "FILE")


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    loaded = load(env={"WARMLINE_CONFIG_DIR": str(tmp_path / "none")})
    assert loaded.settings == Settings()
    assert (loaded.path, loaded.sources, loaded.warnings) == (None, {}, ())


def test_file_gives_way_to_environment_and_that_to_the_command_line(tmp_path: Path) -> None:
    tmp_path.joinpath("warmline.toml").write_text(
        '[console]\ntheme = "ember"\nuser = "lena"\ndensity = "roomy"\n[backend.limits]\nsockets = 5\n'
    )
    env = {"WARMLINE_CONFIG_DIR": str(tmp_path), "WARMLINE_THEME": "folio", "WARMLINE_USER": "maya", "OTHER": "x"}
    loaded = load(env=env, options={"console.theme": "mono", "backend.port": None, "backend.limits.sockets": 9})
    console = loaded.settings.console
    assert (console.theme, console.user, console.density) == ("mono", "maya", "roomy")
    assert loaded.settings.backend.limits.sockets == 9
    assert loaded.settings.backend.port == Settings().backend.port
    assert loaded.sources == {
        "console.theme": "--theme",
        "console.user": "WARMLINE_USER",
        "console.density": f"{tmp_path / 'warmline.toml'}, line 4",
        "backend.limits.sockets": "--sockets",
    }


def test_a_typo_names_file_line_key_and_the_nearest_setting(tmp_path: Path) -> None:
    said = refusal(tmp_path, '# mine\n[console]\n\nthme = "ember"\n')
    assert said == "FILE, line 4: `thme` is not a setting; did you mean `theme`?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[consle]\n", "FILE, line 1: `consle` is not a setting; did you mean `console`?"),
        ("\ntheme = 'x'", "FILE, line 2: `theme` is not a setting here; it belongs under [console]."),
        ("[backend]\ntheme = 'x'", "FILE, line 2: `theme` is not a setting here; it belongs under [console]."),
        ("[backend]\nsockets = 3", "FILE, line 2: `sockets` is not a setting here; it belongs under [backend.limits]."),
        ("backend = 3", "FILE, line 1: `backend` is a section of settings, not a value (3): write [backend] on"),
        ("[backend]\nport = '80a'", 'FILE, line 2: `backend.port` must be a whole number from 0 to 65535, not "80a".'),
        ("[backend]\nport = 65536", "FILE, line 2: `backend.port` must be a whole number from 0 to 65535, not 65536."),
        ("[backend]\nport = true", "FILE, line 2: `backend.port` must be a whole number from 0 to 65535, not true."),
        ("[backend]\nport = '80'", 'FILE, line 2: `backend.port` must be a whole number from 0 to 65535, not "80".'),
        ("[backend]\npace = nan", "FILE, line 2: `backend.pace` must be a number from 0 to 5, not nan."),
        ("[backend]\npace = inf", "FILE, line 2: `backend.pace` must be a number from 0 to 5, not inf."),
        ("[backend]\nhost = ''", 'FILE, line 2: `backend.host` must be a text in quotes, not empty, not "".'),
        ("console.mouse = 'no'", 'FILE, line 1: `console.mouse` must be true or false, not "no".'),
        ("[console]\nsymbols = 'utf'", '`console.symbols` must be one of "unicode", "ascii", not "utf".'),
        ("[console]\nserver = 'desk.example'", 'begins with wss:// (or ws:// on this machine), not "desk.example".'),
        ("[console]\nserver = 'wss://me:secret@desk'", 'not "wss://…@desk".'),
        ("[console]\nuser = \"a\\u001b[2J\"", "printable"),
        ("[backend]\norigins = 'https://a'", 'FILE, line 2: `backend.origins` must be a list of texts, not "https://a".'),
        ("[backend]\norigins = ['https://a/']", "without a path"),
        ("[backend]\norigins = ['*']", "without a path"),
        ("[backend]\ntrusted_proxies = ['10.0.0.1/8']", "networks such as 10.0.0.0/8"),
        ("[backend]\n\ntls_cert = 'a.pem'", "FILE, line 3: tls_cert needs tls_key too: give both, or neither."),
        ("[console.keys]\ntake = 3", '`console.keys.take` must be a list of keys (["t", "ctrl+t"]) or "off", not 3.'),
        ("[console.keys]\n\ntake = ['t', '']", "FILE, line 3: `console.keys.take`"),
        ("[console.keys]\ntake = []", "FILE, line 2: `console.keys.take`"),
        ("[console]\nkeys = 'off'", "FILE, line 2: `console.keys` must be a table"),
        ("[backend\n", "FILE, line 1: this is not TOML"),
    ],
)  # fmt: skip
def test_each_mistake_gets_a_sentence_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    told = refusal(tmp_path, text)
    assert said in told
    assert told.isprintable()


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    told = refusal(
        tmp_path,
        "[console]\nthme = 1\ndensity = 3\n[backend]\nport = -1\n",
        env={"WARMLINE_MOUSE": "maybe"},
        options={"backend.hst": "x", "backend.pace": "fast"},
    )
    assert told.splitlines() == [
        "6 settings cannot be used:",
        "- FILE, line 2: `thme` is not a setting; did you mean `theme`?",
        '- FILE, line 3: `console.density` must be one of "auto", "compact", "normal", "roomy", not 3.',
        "- FILE, line 5: `backend.port` must be a whole number from 0 to 65535, not -1.",
        '- WARMLINE_MOUSE: `console.mouse` must be true or false, not "maybe".',
        "- --hst: `hst` is not a setting; did you mean `host`?",
        '- --pace: `backend.pace` must be a number from 0 to 5, not "fast".',
    ]


def test_a_mistake_in_the_file_is_told_even_if_a_later_layer_says_better(tmp_path: Path) -> None:
    assert "line 2" in refusal(tmp_path, "[backend]\nport = 'x'", options={"backend.port": 1})


def test_words_of_the_environment_become_values() -> None:
    env = {
        "WARMLINE_MOUSE": "false",
        "WARMLINE_SEND_DELAY": "2.5",
        "WARMLINE_BACKEND_PORT": " 0 ",
        "WARMLINE_BACKEND_ORIGINS": "https://a.example, https://b.example:8443",
        "WARMLINE_BACKEND_LIMITS_SOCKETS": "7",
        "WARMLINE_BACKEND_HOST": "",
        "WARMLINE_CONFIG_DIR": "/nonexistent",
    }
    settings = load(env=env).settings
    assert (settings.console.mouse, settings.console.send_delay) == (False, 2.5)
    assert (settings.backend.port, settings.backend.limits.sockets) == (0, 7)
    assert settings.backend.origins == ("https://a.example", "https://b.example:8443")
    assert settings.backend.host == "127.0.0.1"


def test_a_slip_in_a_variables_name_is_a_warning_and_others_are_left_alone() -> None:
    loaded = load(env={"WARMLINE_THMEE": "x", "WARMLINE_QQQQQQQ": "x", "WARMLINE_CONFIG_DIR": "/nonexistent"})
    assert loaded.warnings == ("WARMLINE_THMEE is not a setting; did you mean WARMLINE_THEME?",)


def test_keys_are_lists_one_key_or_off_and_layers_are_laid_over_each_other(tmp_path: Path) -> None:
    (tmp_path / "warmline.toml").write_text(
        '[console.keys]\ntake = ["t", "f8 t"]\nquit = "off"\nnote = "N"\n"go.home" = "g d"\ntkae = "x"\n'
    )
    loaded = load(tmp_path / "warmline.toml", env={}, options={"console.keys": {"note": ["ctrl+n"]}})
    assert loaded.settings.console.keys == {
        "take": ("t", "f8 t"),
        "quit": (),
        "note": ("ctrl+n",),
        "go.home": ("g d",),
        "tkae": ("x",),
    }
    known = {"take", "quit", "note", "go.home"}
    file = tmp_path / "warmline.toml"
    assert loaded.unknown_keys(known) == [f"{file}, line 6: `tkae` is not an action; did you mean `take`?"]


def test_a_file_that_was_asked_for_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.toml is not there"):
        load(tmp_path / "gone.toml", env={})
    with pytest.raises(ConfigError, match=r"gone\.toml is not there"):
        load(env={"WARMLINE_CONFIG": str(tmp_path / "gone.toml")})


def test_a_folder_of_settings_that_others_may_write_to_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    (folder / "warmline.toml").write_text("")
    folder.chmod(0o777)
    with pytest.raises(ConfigError, match="chmod 700"):
        load(env={"WARMLINE_CONFIG_DIR": str(folder)})


def test_the_commented_default_file_is_the_defaults_and_documents_everything(tmp_path: Path) -> None:
    text = reference.default_file()
    file = tmp_path / "warmline.toml"
    file.write_text(text)
    assert load(file, env={}).settings == Settings()
    settings = [line for line in text.splitlines() if line.startswith("# ") and " = " in line and '["' not in line]
    bare = "\n".join(line.removeprefix("# ") if line in settings else line for line in text.splitlines())
    file.write_text(bare)
    loaded = load(file, env={})
    assert loaded.settings == Settings()
    assert set(loaded.sources) == {s.key for s in reference.settings() if not s.is_table}
    assert set(tomllib.loads(bare)) == {"console", "backend"}


def test_every_setting_has_a_line_of_documentation_and_its_own_variable() -> None:
    settings = reference.settings()
    assert all(setting.doc.endswith(".") and "\n" not in setting.doc for setting in settings)
    variables = [setting.env for setting in settings if not setting.is_table]
    assert len(set(variables)) == len(variables)
    assert all(setting.expected for setting in settings)
    flat = msgspec.to_builtins(Settings())
    for setting in settings:
        value = flat
        for name in setting.place:
            value = value[name]
        assert msgspec.to_builtins(setting.default) == value


KEYS = st.sampled_from([s.key for s in reference.settings()]) | st.text(string.ascii_lowercase + "._", max_size=12)
VALUES = st.one_of(
    st.text(max_size=8), st.integers(), st.floats(), st.booleans(), st.lists(st.text(max_size=4), max_size=2),
    st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2),
)  # fmt: skip


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_any_option_ends_in_settings_or_a_sentence(options: dict[str, object]) -> None:
    try:
        loaded = load(env={"WARMLINE_CONFIG_DIR": "/nonexistent"}, options=options)
    except ConfigError as refused:
        said = str(refused)
    else:
        said = ""
        assert set(loaded.sources) >= {key for key in options if not key.startswith("console.keys")}
    assert not [c for c in said if unicodedata.category(c) == "Cc" and c != "\n"]

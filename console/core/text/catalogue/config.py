"""Sentences about settings, files, themes and secrets."""

MESSAGES: dict[str, str] = {
    "config.dir.homeless": "There is no home directory to keep Warmline's files in: set {variable} to a directory of your own.",
    "config.dir.foreign": (
        "{path} belongs to another user of this machine (uid {uid}): run Warmline as that user, "
        "or point {variable} to a directory of your own."
    ),
    "config.dir.open": "{path} can be changed by other users of this machine: run `chmod 700 {path}` and start again.",
    "config.dir.unusable": "{path} cannot be used ({reason}): mend it, or point {variable} to another directory.",
    "config.file.foreign": "{path} belongs to another user of this machine (uid {uid}): remove it, or run Warmline as that user.",
    "config.file.open": "{path} can be changed by every user of this machine: run `chmod go-w {path}` and start again.",
    "config.file.link": "{path} is a symbolic link, which Warmline never writes through: put the file itself there, or remove the link.",
    "config.file.special": "{path} is not a plain file: remove it, or name another.",
    "config.file.large": "{path} is larger than {limit} KiB, too large for a file of settings: is it the right one?",
    "config.file.missing": "{path} is not there: name a file that exists, or leave it out to run with the defaults.",
    "config.file.unusable": "{path} cannot be used ({reason}).",
    "config.toml.syntax": "{path}, line {line}: this is not TOML ({detail}).",
    "config.toml.encoding": "{path}, line {line}: this is not UTF-8 text: save the file as UTF-8.",
    "config.toml.deep": "{path} is nested too deeply to be a file of settings.",
    "config.problems": "{count} settings cannot be used:",
    "config.where.file": "{path}, line {line}",
    "config.unknown.near": "{where}: `{key}` is not a setting; did you mean `{near}`?",
    "config.unknown.section": "{where}: `{key}` is not a setting here; it belongs under [{section}].",
    "config.unknown": "{where}: `{key}` is not a setting; here may stand: {known}.",
    "config.section": "{where}: `{key}` is a section of settings, not a value ({value}): write [{key}] on a line of its own.",
    "config.wrong": "{where}: `{key}` must be {expected}, not {value}.",
    "config.tls_pair": "{where}: {given} needs {missing} too: give both, or neither.",
    "config.env.unknown": "{name} is not a setting; did you mean {near}?",
    "config.keys.unknown": "{where}: `{key}` is not an action; {hint}",
    "config.hint.near": "did you mean `{near}`?",
    "config.hint.none": "the help (F1) names them all.",
    "config.value.table": "a table",
    "config.expected.text": "a text in quotes",
    "config.expected.some_text": "a text in quotes, not empty",
    "config.expected.printable": "a text of printable characters on one line",
    "config.expected.bool": "true or false",
    "config.expected.whole": "a whole number from {low} to {high}",
    "config.expected.number": "a number from {low} to {high}",
    "config.expected.choice": "one of {choices}",
    "config.expected.list": "a list of texts",
    "config.expected.keys": 'a table of actions, each with a list of keys (["t", "ctrl+t"]) or "off"',
    "config.expected.action_keys": 'a list of keys (["t", "ctrl+t"]) or "off"',
    "config.expected.server": "an address that begins with wss:// (or ws:// on this machine)",
    "config.expected.origins": "a list of web origins such as https://shop.example, without a path",
    "config.expected.networks": "a list of addresses or networks such as 10.0.0.0/8",
    "config.default.head": (
        "Warmline's settings. Every line is at its default: remove the # in front of a setting to change it.\n"
        "What stands here gives way to the environment (WARMLINE_...), and that to the command line."
    ),
    "theme.lost": "Warmline's themes are missing from its installation: install it again.",
    "theme.unknown": "There is no theme called `{name}`; did you mean `{near}`?",
    "theme.unknown_alone": "There is no theme called `{name}`; there are: {known}.",
    "theme.bad_name": "{path}: call a theme's file by small letters, digits and hyphens, such as evening.toml.",
    "theme.problems": "{count} things in the theme cannot be used:",
    "theme.not_a_table": "{where}: [{section}] must be a table.",
    "theme.unknown_key": "{where}: `{key}` is not part of a theme; did you mean `{near}`?",
    "theme.unknown_key_alone": "{where}: `{key}` is not part of a theme.",
    "theme.bad_color": '{where}: `{key}` must be a colour such as "#e69052", not {value}.',
    "theme.bad_color_ansi": '{where}: `{key}` must be a colour such as "#e69052" or "ansi_cyan", not {value}.',
    "theme.bad_style": "{where}: `{key}` must be made of bold, dim, italic, underline and reverse, or be none; not {value}.",
    "theme.bad_flag": "{where}: `{key}` must be true or false, not {value}.",
    "theme.bad_text": "{where}: `{key}` must be a text in quotes, not {value}.",
    "theme.weak": "Theme `{name}`: `{role}` on `{fill}` has a contrast of {ratio} to 1, less than the {floor} it needs to be read.",
    "theme.name_differs": "{where}: the theme is known by its file's name, `{name}`; it calls itself `{other}`.",
    "theme.few_colors": "This terminal shows 16 colours, too few for `{wanted}`: the theme `native` is used instead.",
    "theme.no_color": "NO_COLOR is set: the theme `mono` is used instead of `{wanted}`.",
    "theme.foreign": "`{name}` is not one of Warmline's themes: nothing is promised about its contrast.",
    "theme.kept": "The theme stays as it was. {problem}",
    "secrets.none": "This machine has no keyring that Warmline trusts: your sign-in is kept in memory only and ends with this program.",
    "secrets.refused": (
        "The keyring set on this machine ({name}) does not protect secrets, so Warmline does not use it: "
        "your sign-in is kept in memory only and ends with this program."
    ),
    "secrets.hung": (
        "The keyring did not answer within {seconds} seconds (is it locked?): "
        "your sign-in is kept in memory only and ends with this program."
    ),
    "secrets.failed": "The keyring refused ({name}): your sign-in is kept in memory only and ends with this program.",
}

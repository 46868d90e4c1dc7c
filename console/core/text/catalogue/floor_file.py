"""Sentences about the file that describes a company's floor."""

MESSAGES: dict[str, str] = {
    "floor_file.missing": "There is no file {path}: `floor` in [backend] names the file with queues, hours and goals.",
    "floor_file.slip": "{where}: `{key}` can't be used: {detail}.",
    "floor_file.zone": '{where}: "{value}" is not a time zone; use a name such as "Europe/Madrid".',
    "floor_file.reason": "{where}: `{value}` is not a reason why a person is wanted; `default` is all others.",
    "floor_file.wrap_up": "{where}: the longest wrap-up is shorter than the usual one.",
    "floor_file.langs": '{where}: "{value}" is not a language; use tags such as "en" or "pt-BR".',
    "floor_file.topics": '{where}: "{value}" is not a topic; use small letters, digits, hyphens and dots, such as "payment".',
    "floor_file.rings": "{where}: each ring begins later than the one before it, not {value}.",
    "floor_file.no_hours": '{where}: say when the queue is open, such as daily = "08:00-20:00"; without hours it always is.',
    "floor_file.span": '{where}: "{value}" is not a time of opening; use "08:00-20:00", until "24:00" at the latest, or "closed".',
    "floor_file.spaces": '{where}: "{value}" has spaces too many.',
    "floor_file.twice": '{where}: there is another queue called "{value}".',
}

"""Words of the commands `stats` and `promise`."""

MESSAGES: dict[str, str] = {
    "cli.help.stats": "the floor's figures, once or every second (supervisors)",
    "cli.help.promise": "every request for a person and how it ended, with proof",
    "cli.stats.watch": "again every second, until Ctrl+C",
    "cli.stats.window": "minutes that figures are over; 0: since midnight",
    "cli.stats.head": "{at} {zone}, last {minutes} min",
    "cli.stats.head_day": "{at} {zone}, since midnight",
    "cli.stats.of": "of {n}",
    "cli.stats.alarm": "alarm {number} {level} {kind} {subject}",
    "cli.promise.since": "requests from this time on, such as 2025-11-22 or 2025-11-22T08:00",
    "cli.promise.until": "requests before this time",
    "cli.promise.csv": "a table with commas, its first line the names",
    "cli.promise.bad_time": "`{text}` is not a time: use 2025-11-22 or 2025-11-22T08:00, with +01:00 behind it if it is not the floor's.",
    "cli.promise.sum": "{n} requests: {parts}.",
    "cli.promise.end.answered": "{n} answered by a person",
    "cli.promise.end.kept": "{n} by a kept promise",
    "cli.promise.end.withdrawn": "{n} withdrawn",
    "cli.promise.end.customer_ended": "{n} ended by the customer",
    "cli.promise.end.open": "{n} open",
    "cli.promise.end.promised": "{n} promised",
    "cli.promise.end.broken": "{n} ended by the system",
}

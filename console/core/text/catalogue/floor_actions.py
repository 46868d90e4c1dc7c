"""What is done on the wall: titles and help of its actions, and the sentences that answer them."""

_ACTIONS: dict[str, tuple[str, str]] = {
    "go_desk": ("Desk", "To the Desk: your own chats."),
    "go_floor": ("Floor", "To the Floor: the supervisors' wall."),
    **{
        f"alarm_{n}": (f"alarm {n}", f"The menu of alarm {n}; its first line is the best action.") for n in range(1, 10)
    },
    "acknowledge": ("seen", "You have seen the alarm under the cursor: it rings no more; elsewhere a page down."),
    "overflow": ("overflow", "Let everybody with the language answer this queue, or no longer."),
    "notice_all": ("notice", "One notice to all who wait, or to the marked, after a look and a yes."),
    "whisper": ("whisper", "Whisper to the owner of the chat; the customer never sees it."),
    "state": ("state", "The state of the agent under the cursor, or your own."),
    "mark": ("mark", "Mark the line under the cursor, or no longer."),
    "mark_all": ("mark all", "Mark all lines that are shown."),
    "shorter": ("shorter window", "Figures over a shorter time."),
    "longer": ("longer window", "Figures over a longer time."),
}

MESSAGES = {
    **{f"act.{name}": words[0] for name, words in _ACTIONS.items()},
    **{f"act.{name}.help": words[1] for name, words in _ACTIONS.items()},
    "why_not.lead": "The Floor is for supervisors; ask yours, or press h on a chat to ask for help with it.",
    "why_not.on_floor": "That is done on the Floor.",
    "cli.option.floor": "begin on the supervisors' wall",
    "dialog.help.place.floor": "On the Floor",
    "dialog.keys.title.floor": "Keys of the Floor",
    "dialog.help.alarms": "alarms",
    "dialog.help.alarms.help": "The menu of the alarm with that number.",
    "floor.raised_meanwhile": "Raised while the link was down: {what}",
    "floor.waits": "Waiting for the first figures.",
    "floor.waits.offline": "Offline: no figures have come yet; they do as soon as the link is back.",
    "floor.asked_again": "Asked for the figures again.",
    "floor.no_alarm": "There is no alarm {n}.",
    "floor.offer": "offer to you: {name}, waits {waits} · {left} left · {key} answers it on the Desk",
    "floor.no_line": "There is nothing under the cursor.",
    "floor.not_here": "{title} has nothing to do here.",
    "floor.seen": "Alarm {n} seen: it rings no more, and stays until it clears.",
    "floor.refused": "Not done: {why}",
}

"""Words of lists and transcripts that no conversation brings with it."""

MESSAGES: dict[str, str] = {
    "list.empty.waiting": "Nobody is waiting.",
    "list.empty.mine": "No chat is yours.",
    "list.empty.bots": "No chat is with the bot.",
    "transcript.empty": "Nothing has been said yet.",
}

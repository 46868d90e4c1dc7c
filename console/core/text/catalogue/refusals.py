"""Sentences of refusals: why a command had no effect and what to do, by the code that the backend answers with."""

MESSAGES: dict[str, str] = {
    # who owns it, and under which epoch
    "refused.taken": "{owner} has this chat. Your text is kept; ask {owner} or a supervisor if you need it.",
    "refused.not_owner": "{owner} has this chat now. Your text is kept; leave a note, or ask {owner} for the chat.",
    "refused.unowned": "This chat is not yours. Take it first, then try again; your text is kept.",
    "refused.not_handler": "Only the person who handled this chat last can do that.",
    "refused.already_yours": "This chat is yours already.",
    "refused.stale_epoch": "This chat changed hands before this arrived, so nothing was done. Look again, then decide.",
    "refused.stale_turn": "This answer of the bot is out of date: the customer has written since, or it was answered.",
    "refused.epoch_needed": "This program did not say which state of the chat it meant. Open the chat again and retry.",
    "refused.not_allowed": "Your role does not allow this. Ask a supervisor.",
    "refused.already_resolved": "This chat is resolved. Reopen it to go on.",
    "refused.not_resolved": "This chat is not resolved, so this is not possible yet.",
    "refused.not_found": "There is no such chat, or it is not open to you. Check its number.",
    "refused.closed": "This chat was resolved too long ago to go on with. Start a new one.",
    # offers and queues
    "refused.offered_to": "This chat is being offered to {agent}. Wait until the offer is over, or take another one.",
    "refused.no_offer": "This offer is over. Take the chat from the waiting list if it is still there.",
    "refused.not_waiting": "This chat is not waiting in a queue.",
    "refused.no_queue": "There is no queue called {queue}. Choose one from the list.",
    "refused.no_room": "{agent} has no room for another chat. Choose somebody else, or a queue.",
    "refused.absent": "{agent} is not here now. Choose somebody else, or a queue.",
    "refused.too_many_transfers": "This chat has been handed over {limit} times. Ask a supervisor to hand it on.",
    # steps that would leave a customer without an answer
    "refused.unanswered_request": "The customer asked for a person and nobody has answered. Write to the customer first.",
    "refused.customer_waiting": "The customer wrote last. Answer before you put the chat away.",
    "refused.already_snoozed": "This chat is snoozed already. Wake it first.",
    "refused.no_bot": "There is no bot here that could go on with this chat.",
    "refused.nothing_to_withdraw": "You are not waiting for a person at the moment.",
    # undo, timers
    "refused.nothing_to_undo": "There is nothing of yours to undo in this chat.",
    "refused.undo_expired": "It is too late to undo this: ten seconds have passed.",
    "refused.wrap_up_over": "The minute for choosing an outcome is over. Reopen the chat to change it.",
    "refused.not_due": "This timer is out of date; nothing was done.",
    # values
    "refused.empty": "There is no text. Write something first.",
    "refused.too_long": "The text is too long: at most {limit} bytes. Shorten it or send it in parts.",
    "refused.bad_reply": "This reply points to a message that is not there, or says a wrong origin. Send it again.",
    "refused.bad_time": "Choose a time in the future that is not too far away.",
    "refused.bad_promise": "Choose a call-back or a message, and a time within the next days.",
    "refused.bad_disposition": "There is no such outcome. Choose one from the list.",
    "refused.bad_rating": "A rating is a number from 1 to 5.",
    "refused.bad_tags": "At most {limit} tags, each of 1 to {longest} characters.",
    "refused.bad_presence": "Presence is that of the owner or of the customer.",
    # the protocol
    "refused.mismatch": "This id was used before for something else, so nothing was done. Send it again under a new id.",
    "refused.rate_limited": "Too much at once. Wait a moment and try again; your text is kept.",
    "refused.bad_command": "The server could not read this command. Update the program, then try again.",
    "refused.unknown_command": "The server does not know this command. Update the program or the server.",
    "refused.resync": "The server was restored from a backup. Load everything again, then decide; your text is kept.",
    "refused.expired_token": "Your sign-in has expired. Sign in again; your text is kept.",
}

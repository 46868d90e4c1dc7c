"""What the console says about its link, its outbox and its disk."""

MESSAGES: dict[str, str] = {
    # why the link is down, by close code
    "session.close.normal": "The backend closed the connection.",
    "session.close.abnormal": "The connection was lost.",
    "session.close.too_large": "The backend sent more at once than this program takes: upgrade the older of the two.",
    "session.close.restart": "The backend is restarting.",
    "session.close.too_slow": "The link was too slow for what happens: catching up.",
    "session.close.kicked": "Another desk took the place of this one. Close one of the two, then retry here.",
    "session.close.too_fast": "The backend says that this desk asks too much: it waits before it comes back.",
    "session.close.auth_timeout": "The sign-in of this connection had run out: it is renewed.",
    "session.close.bad_frame": "The backend did not understand this program: upgrade the older of the two, then retry.",
    "session.close.denied": "The sign-in is not accepted any more: run `warmline login`.",
    "session.close.version": "The backend speaks another version of the protocol: upgrade the older of the two.",
    "session.close.silent": "The backend stopped answering.",
    "session.close.slept": "This machine was asleep.",
    "session.close.not_ours": "What the backend sent was not understood: upgrade the older of the two.",
    "session.close.no_progress": "The backend took the connection and then did not answer.",
    "session.close.other": "The backend closed the connection (code {code}).",
    "session.close.refused": "The backend closed the connection and asks not to come back (code {code}).",
    # protocol versions
    "session.version": (
        "The backend {server} speaks protocol {oldest} to {newest}, this program {ours}: upgrade the older of the two."
    ),
    # reaching a backend
    "session.unknown_server": "There is no server called {host}: check the address and the network.",
    "session.refused": "Nothing answers at {host} port {port}: check the address, or start the backend there.",
    "session.timeout": "{host} did not answer in time: check the network.",
    "session.network": "{host} cannot be reached ({detail}): check the network.",
    "session.certificate": (
        "The certificate of {host} is not accepted ({detail}): check the address and this machine's clock. If the "
        "company has its own authority, give its file as `ca_file`."
    ),
    "session.tls": "{host} does not speak TLS as expected ({detail}): check the address and the port.",
    "session.plain_behind": (
        "What answers at {url} is a web server, not a Warmline backend (status {status}): check the address; a proxy "
        "before the backend must pass websockets on."
    ),
    "session.redirect": "{url} sends us elsewhere (status {status}), which is not followed: use the real address.",
    "session.busy": "The backend is full or starting (status {status}).",
    "session.proxy": "The proxy of this machine does not let us through ({detail}): check its settings.",
    "session.not_websocket": "What answers at {url} does not speak websockets ({detail}): check the address.",
    "session.http_odd": "{url} answers like another program than Warmline (status {status}): check the address.",
    # addresses
    "session.address.bad": "`{address}` is no address of a backend: use one such as wss://desk.example.com.",
    "session.address.plain": (
        "`{address}` would send everything unencrypted, which is only allowed on this machine itself: use wss://."
    ),
    "session.address.user": "`{address}` holds a name or password: leave them out, `warmline login` asks for them.",
    "session.ca_file": "The file of certificates {file} cannot be used ({detail}): give a PEM file.",
    # signing in
    "session.no_token": "Nobody is signed in: run `warmline login`.",
    "session.sign_in.bad_answer": "The backend answered the sign-in in a way that this program does not know.",
    # commands that wait
    "session.held.long_offline": "You were offline for more than ten minutes: look again, then send or discard it.",
    "session.held.customer_wrote": "The customer wrote while you were offline: look again, then send or discard it.",
    "session.held.owner_changed": "The chat changed hands while you were offline: look again, then send or discard it.",
    "session.held.gone": "The chat was closed while you were offline: look again, then discard it or send it anyway.",
    "session.held.new_stream": "The backend was restored from a backup: look again, then send or discard it.",
    "session.held.unclear": "This program ended before the take was answered: look again, then send or discard it.",
    "session.held.lost": (
        "This was sent, but the server was restored from an older backup and has lost it: look again, then send it "
        "once more or discard it."
    ),
    "session.held.lost_chat": (
        "This was sent, but the server was restored from an older backup and has lost it, and the chat is not open "
        "there: copy or discard it."
    ),
    "session.held.expired": "Not sent for more than a day: it will not be sent any more. The text is kept.",
    "refused.claim_lost": "The take did not succeed, so this was not sent. Your text is kept.",
    "refused.replay": "This is a recording: nothing can be sent into it. Your text is kept.",
    "session.too_long": "The text is too long to be sent: at most {limit} bytes. Shorten it or send it in parts.",
    "session.not_text": "The text holds something that is no character: remove it, then send again.",
    # the link when something is asked of it
    "session.offline": "There is no connection to the backend just now: try again when the link is live.",
    "session.no_answer": "The backend did not answer within {seconds} seconds: try again.",
    "session.ask_again": "The link was lost before the answer came: ask again when it is live.",
    "session.no_item": "There is no such command: it was discarded, or never issued here.",
    "session.closed": "The desk is closing.",
    # this machine's disk
    "disk.memory": "Unsent text is kept in memory only, because {why} If this program ends, it is lost.",
    "disk.unusable": "the folder {path} cannot be written ({detail}).",
    "disk.full": "The disk of this machine is full: nothing was sent and the text is still yours. Make room first.",
    "disk.locked": "Another program holds {path}: nothing was sent and the text is still yours. Try again.",
    "disk.failed": "This machine's disk failed ({detail}): nothing was sent and the text is still yours.",
    "disk.late": "This machine's disk failed ({detail}): what is on its way may be asked for again after a restart.",
    "disk.broken": "The file of unsent texts was damaged and was moved to {path}; a new one was begun.",
    "disk.unread": "{n} unsent commands of another version of this program were left on disk, unread.",
    # slow links
    "session.slow_link.found": (
        "This link is slow: the backend is asked to compress what it sends. `warmline --slow-link` asks from the start."
    ),
    "session.slow_link.declined": "The link is slow, and this backend does not compress what it sends: lists take long.",
    # recordings
    "replay.missing": "The recording {path} cannot be read ({detail}).",
    "replay.bad": "{path} is not a recording of a Warmline session (line {line}).",
    "record.failed": "The recording to {path} stopped ({detail}).",
}

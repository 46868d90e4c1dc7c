"""What the backend says to people: sign-in, endpoints, the start of the server."""

MESSAGES: dict[str, str] = {
    "access.bad_login": "`{login}` cannot be a sign-in name: use letters, digits and . _ @ + - only, at most 64.",
    "access.bad_role": "`{role}` is not a role: use one of {roles}.",
    "access.login_taken": "There is already a user `{login}`: choose another name, or change that one.",
    "access.no_such_user": "There is no user `{login}`: `warmline user list` shows all.",
    "access.changed_meanwhile": "`{login}` was changed by somebody else meanwhile: try again.",
    "access.wrong_password": "That name and password do not belong together: try again.",
    "access.disabled": "This account has been disabled: ask your supervisor.",
    "access.too_many_tries": "Too many tries for this name: wait {minutes} minutes and try again.",
    "access.sign_in_again": "You have been signed out: run `warmline login`.",
    "access.bad_password": "A password needs at least {shortest} characters.",
    "gateway.origin": "This address is for the Warmline desk, not for web pages.",
    "gateway.bad_frame": "That was not a frame of this protocol.",
    "gateway.auth_first": "The first frame must be `auth`.",
    "gateway.version": "This backend speaks protocol {ours}, you speak {yours}: upgrade the older of the two.",
    "gateway.denied": "The sign-in is not accepted any more: run `warmline login`.",
    "gateway.too_many_watched": "No more than {limit} conversations can be watched at a time.",
    "customers.origin": "This page is not on the list of pages that may open a chat here: add it to `origins`.",
    "http.not_found": "There is nothing here.",
    "http.metrics_denied": "Present the token of `metrics_token_file` as `Authorization: Bearer ...`.",
    "http.bad_request": "That request was not understood.",
    "http.too_large": "That request is too large.",
    "serve.listening": "Warmline serves at {url}",
    "serve.chat": "The chat page for customers: {url}",
    "serve.first_user": "Nobody can sign in yet: add the first user with `warmline user add NAME --role admin{data}`.",
    "serve.bad_certificate": "The certificate {file} or its key cannot be used ({detail}): give a PEM chain and its key.",
    "serve.stopping": "Stopping: consoles are told when to come back.",
    "serve.open_to_all": (
        "Listening on {host} without TLS: consoles refuse plain connections from elsewhere. "
        "Give --tls-cert and --tls-key, or put a proxy with TLS before it."
    ),
    "refused.busy": "Too many people act on this conversation at once: try again.",
    "refused.store": "The backend cannot write just now: nothing was done, try again.",
    "refused.not_seen": "The backend has not seen this command.",
    "serve.metrics_file": "The token for /metrics could not be read from {file}: {detail}",
    "serve.metrics_short": "The token in {file} is too short: make it {least} characters or more, at random.",
}

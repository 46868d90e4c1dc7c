"""Sentences about backups, restoring, looking through a store, and erasing a person."""

from typing import Final

MESSAGES: Final[dict[str, str]] = {
    "backup.same": "{path} is the store itself: name a backup.",
    "backup.unsound": (
        "The backup {path} is not sound ({n} findings): nothing was changed. `warmline check {path}` says what is"
        " wrong; use another backup."
    ),
    "backup.other_store": (
        "{path} is not a backup of the store {store}: nothing was changed. Use --force to put it in place all the same."
    ),
    "backup.no_list": "There is no list of erasures {path}: nothing was changed.",
    "backup.just_restored": "{path} exists already: wait a second and try again. Nothing was changed.",
    "backup.exists": "{path} exists already, and a backup never overwrites: name another file. Nothing was changed.",
    "backup.inside": "{path} belongs to the store itself: name another file. Nothing was changed.",
    "backup.no_folder": "There is no folder {path} for the backup: make it first.",
    "backup.no_store": "There is no store {path}: name its directory with --data.",
    "backup.damaged": (
        "The copy of {path} is damaged ({detail}): it was not kept. `warmline check --deep` looks through the store"
        " itself; keep your older backups."
    ),
    "backup.doubtful": (
        "{n} findings in the store, and so in its copy: the backup was kept, and older ones too. `warmline check` names"
        " them."
    ),
    "backup.no_file": "There is no file {path}.",
    "backup.done": "{path}: {size} KiB, up to position {pos}.",
    "backup.verified": "It was looked through and is sound.",
    "backup.not_verified": "It was not looked through.",
    "backup.removed": "Removed the older backup {path}.",
    "backup.option.target": "a new file, or a folder: the name is then made of date and position",
    "backup.option.verify": "look through the copy before it gets its name (the default)",
    "backup.option.keep": "with a folder: keep only the newest so many backups in it",
    "restore.option.backup": "the backup to put in the store's place",
    "restore.option.force": "also a backup of another store, or one in which something is wrong",
    "restore.option.erasures": "another list of erasures to be carried out; may be given more than once",
    "restore.option.sign_out": "everybody has to sign in again",
    "restore.done": "The store is {path} at position {pos}, under a new stream epoch: consoles load everything anew.",
    "restore.replaced": "The store that was there is kept as {path}; it had come to position {pos}.",
    "restore.replaced_unreadable": "The store that was there is kept as {path}; it cannot be read.",
    "restore.overlooked": "{n} findings in the backup were overlooked: `warmline check` names them.",
    "restore.erased": "People who were erased since the backup, and have been erased again: {n}.",
    "restore.erasures_wait": (
        "The backup is in place, and not everybody on the list of erasures could be erased from it yet: the server does"
        " so when it starts."
    ),
    "check.option.path": "a store or a backup; without it, the store of --data",
    "check.option.deep": "also every page of the file and every entry of the search index",
    "check.sound": "{path} is sound: {conversations} conversations, {records} records, position {pos}.",
    "check.unsound": "{path}: {n} findings.",
    "check.backup_of": "A backup of {at}.",
    "check.more": "... and {n} more.",
    "check.damaged": "the file is damaged: {detail}",
    "check.foreign_key": "rows of `{detail}` point to nothing",
    "check.feed_gap": "the feed has holes: {detail} positions",
    "check.stream_gap": "a stream has holes: {detail}",
    "check.no_head": "records without a conversation: number {detail}",
    "check.body_without_event": "words that belong to no event: {detail}",
    "check.search": "the search index does not fit the words: {detail}",
    "check.chunks": "pieces of a bot's answer that has ended",
    "check.cursor": "a read mark beyond the end",
    "check.result_unreadable": "an answer to a command cannot be read: {detail}",
    "check.result_without_event": "a command was confirmed and its event is missing: {detail}",
    "check.erasure_due": "an erasure on the list has not been carried out: {detail}",
    "check.unreadable": "cannot be read: {detail}",
    "check.head": "its records lead to another state than the stored one: {detail}",
    "check.body_kind": "words are marked for the wrong readers: record {detail}",
    "check.words_after_erasure": "erased, and words are still there",
    "check.words_missing": "words are missing: {detail}",
    "check.gap": "a record is missing: {detail}",
    "check.public_gap": "the numbers that the customer sees have a hole: {detail}",
    "check.epoch": "a record's epoch does not follow: {detail}",
    "check.row": "the stored row does not fit its head",
    "check.timer": "its timer is not the one that its state needs: {detail}",
    "check.request": "a person is asked for and it waits nowhere: {detail}",
    "erase.option.customer": "the customer's id",
    "erase.option.conversation": "the customer of this conversation: its number (#12) or its id",
    "erase.option.yes": "do not ask",
    "erase.which": "Say whom: `warmline {command} CUSTOMER`, or `warmline {command} --conversation NUMBER`.",
    "erase.nobody": "There is nobody `{wanted}` in this store.",
    "erase.no_terminal": "There is no terminal to ask whether you mean it: add --yes.",
    "erase.ask": "{name}, {n} conversations: every word goes, for good. Type {n} to go on",
    "erase.kept": "Nothing was erased.",
    "erase.done": "Erased: the words of {n} conversations, and the person.",
    "erase.waits": (
        "It is on the list of erasures and will be done at the latest when the server starts again; it has not been"
        " done in {seconds} seconds. Look at the server's log."
    ),
    "cli.help.backup": "a verified copy of the store, also while it is served",
    "cli.help.restore": "put a backup in the store's place",
    "cli.help.check": "look through a store or a backup",
    "cli.help.erase": "erase a person: every word, for good",
    "cli.help.export": "everything that is stored of one person, as JSON",
}

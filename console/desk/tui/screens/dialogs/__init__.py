"""The desk's dialogs: each asks or shows one thing and is dismissed with a value; none of them issues a command."""

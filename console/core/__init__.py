"""The pure core, run by both wings: no I/O, no clock, no chance; times, ids and randomness are arguments."""

"""The conversation: its states and owners, the commands that change it and the events that record it."""

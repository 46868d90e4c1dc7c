"""What an agent runs: the session with the backend, the port to it, and the screens."""

"""The protocol between consoles, customers and the backend: frames and their codec, sans-I/O."""

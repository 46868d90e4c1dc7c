"""Text that people read: the message catalogue, and remote text made safe and measured for a terminal."""

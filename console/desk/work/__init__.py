"""An agent's work as pure values: slots, reply box, guards, notices and lists, for the screens and the plain desk."""

"""The places behind the wall, as pure drawings: the alarm's menu, an opened queue, agents, a chat read, quality."""

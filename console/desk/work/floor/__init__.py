"""The supervisor's wall, drawn: from one snapshot and where the viewer stands to lines of words with colour roles."""

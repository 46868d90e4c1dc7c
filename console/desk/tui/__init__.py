"""The screens: the only Textual code of the program."""

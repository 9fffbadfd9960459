"""The data pack that ships with the program."""

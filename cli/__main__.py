"""``python -m chainscape.cli``, where the script is not on the path."""

from . import script

script()

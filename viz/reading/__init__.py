"""What a picture reads from a graph and its findings."""

from .chain import NO_GRADE, Chain, Feed, Panel, Row, Stage, read_chain
from .choice import EVERYTHING, Choice, choice_title, chosen, emptied_by, findings_about, home_of
from .coverage import Coverage, all_lists, coverages, only
from .facts import grade_of, labels, name_of, pack, packed_source, panel_data, stated, web_only
from .lanes import CROSS, LOOSE, PLACING, chains_in, neighbours, node_lanes
from .listing import lists
from .measures import Measure, measure
from .names import short_names
from .roles import ROLES, Role, node_roles, slot_role, stage_positions, stage_role
from .spelling import initials

__all__ = [
    "CROSS",
    "EVERYTHING",
    "LOOSE",
    "NO_GRADE",
    "PLACING",
    "ROLES",
    "Chain",
    "Choice",
    "Coverage",
    "Feed",
    "Measure",
    "Panel",
    "Role",
    "Row",
    "Stage",
    "all_lists",
    "chains_in",
    "choice_title",
    "chosen",
    "coverages",
    "emptied_by",
    "findings_about",
    "grade_of",
    "home_of",
    "initials",
    "labels",
    "lists",
    "measure",
    "name_of",
    "neighbours",
    "node_lanes",
    "node_roles",
    "only",
    "pack",
    "packed_source",
    "panel_data",
    "read_chain",
    "short_names",
    "slot_role",
    "stage_positions",
    "stage_role",
    "stated",
    "web_only",
]

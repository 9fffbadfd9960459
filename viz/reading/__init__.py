"""What a picture reads from a graph and its findings."""

from .amounts import in_words
from .chain import NO_GRADE, Chain, Feed, Panel, Row, ShownStage, read_chain
from .choice import EVERYTHING, Choice, choice_title, chosen, chosen_in, emptied_by, home_of, narrowed, settled
from .coverage import Coverage, all_lists, coverages, manned
from .facts import (
    both,
    by_body,
    found_by,
    grade_of,
    is_house,
    labels,
    name_of,
    packed_houses,
    packed_source,
    panel_data,
    stated,
)
from .lanes import CROSS, LOOSE, PLACING, chains_in, neighbours, node_lanes
from .listing import lists
from .measures import FALLS, MEASURES, Measure, first_fall, measure
from .names import abbreviated, short_names
from .neighbouring import network_shown, pages_beside
from .roles import ROLES, Role, node_roles, slot_role, stage_positions, stage_role
from .scenes import chain_of, find_chain, one_chain, only
from .seats import seats_of
from .spelling import initials
from .stages import counts, stages_of, status_of
from .touch import LINE, foot_lines, touch_lines, touched

__all__ = [
    "CROSS",
    "EVERYTHING",
    "FALLS",
    "LINE",
    "LOOSE",
    "MEASURES",
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
    "ShownStage",
    "abbreviated",
    "all_lists",
    "both",
    "by_body",
    "chain_of",
    "chains_in",
    "choice_title",
    "chosen",
    "chosen_in",
    "counts",
    "coverages",
    "emptied_by",
    "find_chain",
    "first_fall",
    "foot_lines",
    "found_by",
    "grade_of",
    "home_of",
    "in_words",
    "initials",
    "is_house",
    "labels",
    "lists",
    "manned",
    "measure",
    "name_of",
    "narrowed",
    "neighbours",
    "network_shown",
    "node_lanes",
    "node_roles",
    "one_chain",
    "only",
    "packed_houses",
    "packed_source",
    "pages_beside",
    "panel_data",
    "read_chain",
    "seats_of",
    "settled",
    "short_names",
    "slot_role",
    "stage_positions",
    "stage_role",
    "stages_of",
    "stated",
    "status_of",
    "touch_lines",
    "touched",
]

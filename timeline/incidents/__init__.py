"""Incidents: which events of different articles tell of one happening, what matters most, and what nobody tells."""

from timeline.incidents.counts import side_by_side
from timeline.incidents.denials import denials
from timeline.incidents.gaps import gaps
from timeline.incidents.merge import components, link_keys, merge

__all__ = ["components", "denials", "gaps", "link_keys", "merge", "side_by_side"]

"""Incidents: which events of different articles tell of one happening, what matters most, and what nobody tells."""

from timeline.incidents.merge import components, link_keys, merge

__all__ = ["components", "link_keys", "merge"]

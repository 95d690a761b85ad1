"""Parties: the bodies, states and people who can be a side of a deal."""

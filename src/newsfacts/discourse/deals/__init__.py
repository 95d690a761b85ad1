"""Deals: what is agreed, signed, talked of or ended, by whom and on what."""

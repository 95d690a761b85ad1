"""Gatherings: their names, dates, places, editions, parts and what is told of them."""

"""Participation: how many people, participants or countries come to what."""

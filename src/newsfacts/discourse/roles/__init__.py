"""Roles: who holds which post."""

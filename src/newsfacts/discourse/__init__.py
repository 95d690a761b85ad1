"""Discourse: clauses, what they state as fact, plan or denial, and who said so."""

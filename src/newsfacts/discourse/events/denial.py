"""Whether a verb of holding tells that a gathering is not held, and whether that itself is refuted."""

from newsfacts.discourse.events.site import Site


def is_denied(site: Site, i: int, role: str) -> bool:
    """Whether the verb at a token is negated, or calls off."""
    tokens = site.tokens
    before = tokens[max(site.sentence.first, i - 3) : i]
    if role == "cancel" and tokens[i].pos == "INFN" and any(t.lemma in _WISHES for t in before):
        return False  # «который хотели отменить»
    if role == "cancel":
        kept = any(t.lower in ("не", "опровергли", "если") for t in before) or _is_negated_behind(site, i)
        return not kept and not refuted(site, i)
    if any(t.lower == "не" for t in before[-2:]):
        return role in ("hold", "open") and not any(t.lemma == "мочь" for t in before)
    if tokens[i].lemma == "быть":
        return True
    # «проводиться не будет»
    return tokens[i].pos == "INFN" and _is_negated_behind(site, i)


def _is_negated_behind(site: Site, i: int) -> bool:
    """«Проводить не будут»."""
    after = site.tokens[i + 1 : min(i + 3, site.sentence.last)]
    return len(after) > 1 and after[0].lower == "не" and after[1].lemma in ("быть", "стать")


def refuted(site: Site, i: int) -> bool:
    """Whether the cancelling is itself denied or doubted: «назвали слухом, что отменены …»."""
    before = site.tokens[max(site.sentence.first, i - 14) : i]
    after = site.tokens[i + 1 : min(site.sentence.last, i + 14)]
    return any(t.lemma in ("опровергнуть", "опровергать", "слух", "если", "ли") for t in before) or any(
        t.lemma in ("опровергнуть", "недостоверный")
        or (t.lower == "не" and n.lemma in ("соответствовать", "планироваться"))
        for t, n in zip(after, after[1:], strict=False)
    )


_WISHES = frozenset(
    ("хотеть", "мочь", "планировать", "предлагать", "предложить", "собираться", "требовать", "потребовать", "просить")
    + ("попросить", "призвать", "призывать", "грозить", "думать", "обсуждать", "намереваться")
)

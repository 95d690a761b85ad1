"""The records of an article as cards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsfacts.html.labels import label, names
from newsfacts.html.marks import colour, entity_keys
from newsfacts.html.safe import plain, text
from newsfacts.model import Count, Entity, Fact, Located, Quantity
from newsfacts.render import amount, known_rules, show
from newsfacts.result import Result

_COMMON = frozenset(Fact.__struct_fields__)
# What stands at the head of a fact's card: the first of these fields that it has.
_HEADS = ("name", "person", "parties", "count", "amount", "value", "kind")
LAYERS = ("facts", "times", "quantities", "entities")


@dataclass(frozen=True, slots=True)
class Card:
    """A card: the layer and type that it is filtered by, and its markup."""

    layer: str
    type: str
    markup: str


def head(fact: Fact) -> tuple[str, object]:
    """The field that names a fact best, and its value."""
    return next(((name, value) for name in _HEADS if (value := getattr(fact, name, None))), ("", fact.type))


def cards(result: Result, prefix: str) -> list[Card]:
    """A card for every record; mentions of one thing share one.

    Args:
        result: what was read.
        prefix: what the ids of this article begin with.
    """
    made = _Cards(prefix, _rules())
    order = list(dict.fromkeys(fact.type for fact in result.facts))
    facts = sorted(enumerate(result.facts), key=lambda pair: order.index(pair[1].type))
    found = [made.fact(fact, n) for n, fact in facts]
    for n, time in enumerate(result.times):
        value = time.value or "?"
        found.append(made.small("times", n, time.kind, value, [time], [], time.rule))
    for n, quantity in enumerate(result.quantities):
        kind = quantity.unit_type or "count"
        found.append(
            made.small(
                "quantities",
                n,
                kind,
                amount(quantity),
                [quantity],
                [*_bound(quantity), text(quantity.unit)],
                quantity.rule,
            )
        )
    groups: dict[int, list[Entity]] = {}
    for key, entity in zip(entity_keys(result), result.entities, strict=True):
        groups.setdefault(key, []).append(entity)
    for key, mentions in groups.items():
        fullest = max(mentions, key=lambda entity: len(entity.name))
        code = [text(fullest.code)] if fullest.code else []
        found.append(made.small("entities", key, fullest.type, fullest.name, mentions, code, ""))
    return found


@dataclass(frozen=True, slots=True)
class _Cards:
    prefix: str
    rules: dict[str, str]

    def fact(self, fact: Fact, n: int) -> Card:
        key = f"facts{n}"
        field, value = head(fact)
        rows = [
            self._row(f"{key}.{name}", label(name), _value(getattr(fact, name)))
            for name in fact.__struct_fields__
            if name not in _COMMON and name != field and getattr(fact, name)
        ]
        if isinstance(value, Count):
            rows[:0] = [self._row("", label("bound"), part) for part in _bound(value)]
        if fact.source:
            rows.append(self._row(f"{key}.source", label("source"), text(fact.source.text)))
        rows.append(self._row("", label("rule"), self._rule(fact.rule)) if fact.rule else "")
        status = f'<span class="status {fact.status}">{label(fact.status)}</span>'
        kind = f'<span class="badge k{colour(fact.type)}">{label(fact.type)}</span>'
        name = f'<span class="name" data-part="{key}.{field}">{_value(value)}</span>'
        quotes = "".join(f"<blockquote>{self._link(evidence)}</blockquote>" for evidence in fact.evidence)
        inner = f"<h3>{kind} {name} {status}</h3><dl>{''.join(rows)}</dl>{quotes}"
        return Card("facts", fact.type, self._card("facts", fact.type, key, f"card k{colour(fact.type)}", inner))

    def small(
        self,
        layer: str,
        n: int,
        kind: str,
        value: str,
        mentions: Sequence[Located],
        about: Iterable[str],
        rule: str,
    ) -> Card:
        """A card of one line: a value and the words that say it."""
        links = " ".join(f"«{self._link(mention)}»" for mention in mentions)
        notes = " · ".join([label(kind), *about, *([self._rule(rule)] if rule else [])])
        inner = f'<h3 class="name">{text(value)}</h3><p class="said">{links}</p><p class="notes">{notes}</p>'
        return Card(layer, kind, self._card(layer, kind, f"{layer}{n}", f"card small {layer}", inner))

    def _card(self, layer: str, kind: str, key: str, look: str, inner: str) -> str:
        return (
            f'<article class="{look}" tabindex="0" id="{self.prefix}{key}" data-key="{key}" '
            f'data-type="{layer}.{plain(kind)}">{inner}'
            f'<button class="copy" type="button" data-of="{key}">{label("copy")}</button></article>'
        )

    @staticmethod
    def _row(part: str, name: str, value: str) -> str:
        attribute = f' data-part="{part}"' if part else ""
        return f"<div{attribute}><dt>{name}</dt><dd>{value}</dd></div>"

    def _link(self, words: Located) -> str:
        return f'<a href="#{self.prefix}t{words.start}">{text(getattr(words, "text", ""))}</a>'

    def _rule(self, name: str) -> str:
        about = self.rules.get(name)
        return f'<code class="rule">{text(name)}</code>' + (f" <small>{text(about)}</small>" if about else "")


def _value(value: object) -> str:
    """A field's value; what comes from a closed list of words is put into both languages."""
    if isinstance(value, str):
        english, russian = names(value)
        return label(value) if english != russian else text(value)
    return text(show(value))


def _bound(of: Quantity | Count) -> list[str]:
    """How a number bounds the true value, unless it is the value."""
    return [f"{text(of.bound)} {label(of.bound)}"] if of.bound != "=" else []


@lru_cache(maxsize=1)
def _rules() -> dict[str, str]:
    """What each rule does, in a line."""
    return {name: rule.about for name, rule in known_rules().items()}

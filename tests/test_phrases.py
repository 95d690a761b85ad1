"""Noun phrases: their end, and their nominative."""

import pytest

from newsfacts.analysis import analyse
from newsfacts.article import Block, Layout
from newsfacts.document import Document
from newsfacts.phrases import find_head, nominative, noun_phrase


def doc(text: str) -> Document:
    return analyse(text, Layout((Block("body", 0, len(text)),)))


@pytest.mark.parametrize(
    ("text", "case", "want"),
    [
        ("передаче белорусской стороне права", "loct", "передача белорусской стороне права"),
        ("создании и развитии предприятия", "loct", "создание и развитие предприятия"),
        ("развитии туризма и создании центра", "loct", "развитие туризма и создание центра"),
        ("кадров, туризма и спорта", "gent", "кадры, туризм и спорт"),
        ("льготном кредитовании мелиорации", "loct", "льготное кредитование мелиорации"),
        ("министра торговли, промышленности и недр", "gent", "министр торговли, промышленности и недр"),
        ("Министерством промышленности и торговли РФ", "ablt", "Министерство промышленности и торговли РФ"),
        ("Центра белорусской техники", "gent", "Центр белорусской техники"),
        ("ведущими вузами", "ablt", "ведущие вузы"),
        ("компанией «Северный ветер»", "ablt", "компания «Северный ветер»"),
        ("первого заместителя председателя", "gent", "первый заместитель председателя"),
        ("российской и белорусской компаниям", "datv", "российская и белорусская компании"),
        ("завод", None, "завод"),
    ],
)
def test_nominative(text: str, case: str | None, want: str) -> None:
    assert nominative(doc(text).tokens, case) == want


@pytest.mark.parametrize(
    "text",
    [
        "министр торговли, промышленности и недропользования Ирана | посетил выставку",
        "Министерство сельского хозяйства Татарстана | и холдинг подписали меморандум",
        "строительство второй очереди завода «Луч» | начнется",
        "генеральный директор компании Smart Grid | в Омске",
        "новая школа | с бассейном",
    ],
)
def test_noun_phrase_end(text: str) -> None:
    before, _, after = text.partition(" | ")
    d = doc(f"{before} {after}")
    end = noun_phrase(d, 0, len(d.tokens), coordinate=False)
    assert d.text[: d.tokens[end - 1].end] == before


def test_no_noun_phrase() -> None:
    d = doc("быстро посетил")
    assert noun_phrase(d, 0, len(d.tokens)) == 0
    assert find_head(d.tokens) is None

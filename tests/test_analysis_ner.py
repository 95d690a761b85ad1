import importlib.util
import pickle
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newsfacts.analysis import ner
from newsfacts.analysis.ner import NameTagger
from newsfacts.analysis.shapes import word_shape
from newsfacts.analysis.tokens import token_spans
from newsfacts.analysis.viterbi import best_path
from newsfacts.analysis.weights import ModelNotFoundError, read_weights

TEXTS = [
    "МИНСК, 1 октября. /ТАСС/. Министр промышленности Кубы Элой Альварес Мартинес посетил завод «Атлант».",
    "Компании «Герофарм» и «Белмедпрепараты» подписали соглашение, сообщили в пресс-службе Росатома.",
    "Глава Татарстана Рустам Минниханов встретился в Казани с послом США Джоном Салливаном и И. И. Сечиным.",
    "По данным ООО «Рога и копыта» (г. Санкт-Петербург), Apple продала 14,5 тыс. устройств в ЕАЭС… ΔP ой!",
    "Да",
]


def words(text: str) -> list[str]:
    return [text[start:stop] for start, stop in token_spans(text)]


@pytest.fixture(scope="module")
def tagger() -> NameTagger:
    return NameTagger.load()


@pytest.fixture(scope="module")
def slovnet_tags() -> Iterator[Any]:
    slovnet, navec = pytest.importorskip("slovnet"), pytest.importorskip("navec")
    spec = importlib.util.find_spec("natasha")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    data = Path(spec.submodule_search_locations[0], "data")
    model = slovnet.NER.load(data / "model" / "slovnet_ner_news_v1.tar")
    model.navec(navec.Navec.load(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    infer = model.infer

    def tags(sequences: list[list[str]]) -> list[list[str]]:
        return list(infer.decoder(infer.process(infer.encoder(sequences))))

    return tags


def test_tags_names(tagger: NameTagger) -> None:
    assert tagger.tag([["Иван", "Петров", "приехал", "в", "Минск"], [], ["ТАСС"]]) == [
        ["B-PER", "I-PER", "O", "O", "B-LOC"],
        [],
        ["B-ORG"],
    ]


@pytest.mark.parametrize("sequences", [[], [[]], [[], []]])
def test_no_tokens_no_tags(tagger: NameTagger, sequences: list[list[str]]) -> None:
    assert tagger.tag(sequences) == sequences


def test_same_tags_as_slovnet(tagger: NameTagger, slovnet_tags: Any) -> None:
    sequences = [words(text) for text in TEXTS] + [words(" ".join(TEXTS))]
    expected = slovnet_tags(sequences)
    assert tagger.tag(sequences) == expected
    assert [tagger.tag([sequence])[0] for sequence in sequences] == expected


def test_long_texts_and_a_full_cache_change_no_tag(
    tagger: NameTagger, slovnet_tags: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shuffled = [word for text in TEXTS for word in words(text)] * 3
    random.Random(1).shuffle(shuffled)
    expected = slovnet_tags([shuffled])
    monkeypatch.setattr(ner, "_WINDOW", 16)
    monkeypatch.setattr(ner, "_CACHED_ROWS", 8)
    assert NameTagger.load().tag([shuffled]) == expected


def test_threads_share_a_tagger(tagger: NameTagger, monkeypatch: pytest.MonkeyPatch) -> None:
    sequences = [[word + str(number) for word in words(text)] for number in range(20) for text in TEXTS]
    expected = tagger.tag(sequences)
    monkeypatch.setattr(ner, "_CACHED_ROWS", 50)
    small = NameTagger.load()
    with ThreadPoolExecutor(4) as pool:
        assert [tags for (tags,) in pool.map(lambda sequence: small.tag([sequence]), sequences)] == expected


def test_a_pickled_tagger_works(tagger: NameTagger) -> None:
    copy = pickle.loads(pickle.dumps(tagger))
    assert copy.tag([words(TEXTS[0])]) == tagger.tag([words(TEXTS[0])])


def test_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelNotFoundError, match="install natasha"):
        NameTagger.load()


@pytest.mark.parametrize("content", [None, "no tar"])
def test_broken_models_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None) -> None:
    class Spec:
        submodule_search_locations = [str(tmp_path)]

    if content is not None:
        path = tmp_path / "data" / "model" / "slovnet_ner_news_v1.tar"
        path.parent.mkdir(parents=True)
        path.write_text(content)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: Spec)
    with pytest.raises(ModelNotFoundError, match="reinstall natasha"):
        NameTagger.load()


def test_words_are_found_where_the_embedding_has_them() -> None:
    vocabulary = read_weights().words
    assert [vocabulary[row].decode() for row in (0, 1, len(vocabulary) - 1)] == ["a", "a-gps", "ёсць"]
    for word in ("a", "москва", "ёсць"):
        assert vocabulary[vocabulary.row(word)].decode() == word
    for word in ("", "Москва", "щщщщ", "<unk>", "яяя", "\ud800"):
        assert vocabulary[vocabulary.row(word)] == b"<unk>"


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("А", "RU_X"),
        ("МС-21", "RU_XX"),
        ("Росатом", "RU_Xx"),
        ("РосАтом", "RU_OTHER"),
        ("Ростов-Дон", "RU_Xx-Xx"),
        ("на-Дону", "RU_OTHER"),
        ("iPhone", "EN_OTHER"),
        ("+7", "NUM"),
        ("...", "PUNCT_OTHER"),
        ("№", "PUNCT_№"),
        ("Δ", "OTHER"),
        ("", "OTHER"),
    ],
)
def test_shapes(word: str, shape: str) -> None:
    assert word_shape(word) == shape


@pytest.mark.parametrize("count", [1, 2, 7, 50, 4000])
def test_viterbi_finds_the_best_path(count: int) -> None:
    random_numbers = np.random.default_rng(count)
    emissions = random_numbers.normal(size=(count + 2, 5)).astype(np.float32)
    transitions = random_numbers.normal(size=(5, 5)).astype(np.float32)
    separators = np.array([0, count // 2 + 1, count + 1])
    path = best_path(emissions, transitions, separators)
    for start, stop in ((1, count // 2 + 1), (count // 2 + 2, count + 1)):
        if start < stop:
            assert path[start:stop].tolist() == plain_viterbi(emissions[start:stop], transitions)


def plain_viterbi(emissions: Any, transitions: Any) -> list[int]:
    score, history = emissions[0], []
    for row in emissions[1:]:
        paths = score[:, None] + transitions
        history.append(paths.argmax(0))
        score = paths.max(0) + row
    path = [int(score.argmax())]
    for back in reversed(history):
        path.append(int(back[path[-1]]))
    return path[::-1]

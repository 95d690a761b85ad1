"""Roles told by a post beside a name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsfacts.analysis.morphology import inflect
from newsfacts.discourse.posts.reader import Post
from newsfacts.discourse.roles.found import Finder, Held
from newsfacts.discourse.roles.holders import (
    agree,
    chain_before,
    in_one_case,
    name_after,
    name_after_mark,
    name_before,
)
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.model import Entity
from newsfacts.phrases import nominative
from newsfacts.rule import rule

_ROW = 60  # tokens back in a row of names to the verb that gives them their posts
_ROOT = 4  # letters by which a post's head is found again in its wording


def appositions(finder: Finder) -> Iterator[Held | None]:
    """The posts beside names: before, behind, joined, in the plural."""
    taken: set[int] = set()
    for n, post in enumerate(finder.posts):
        person = name_after(finder, post.last) or name_after_mark(finder, post)
        if person is not None and in_one_case(finder, post, person):
            chain = chain_before(finder, n)
            if len(post.cases) == 1:
                finder.cases[person.start] = next(iter(post.cases))
            for p in chain:
                taken.add(p.head)
                shared = finder.tokens[p.last].text == "и" or finder.tokens[p.last].text in DASHES
                if shared and not (p.organization or p.country or p.generic):
                    # «первый вице-премьер – министр финансов Коми»: the last names the body of all.
                    p = replace(p, organization=post.organization, country=post.country, generic=post.generic)
                p = in_committee(finder, p, chain)
                # «экс-мэр Твери, ныне замминистра»: the new post is not the old one's body's.
                bare = p is post and any(other.organization for other in chain if other is not post)
                yield post_before_name(finder, replace(for_whom(finder, p), bare=bare), person)
    for post in finder.posts:
        if post.head not in taken:
            yield post_after_name(finder, post)
        if post.parse.number == "plur":
            yield from several(finder, post)


@rule(
    "facts",
    {
        "[Министр транспорта Кении Джозеф Мванги] открыл движение.": {
            "person": "Джозеф Мванги",
            "position": "министр транспорта",
            "country": "KE",
        },
        "Вопрос решили с [вахтенным сити-менеджером Бийска Олегом Пучковым].": {
            "person": "Олег Пучков",
            "position": "вахтенный сити-менеджер",
            "organization": "Бийск",
        },
        "Мордовия растет. Так решил [глава РМ Иван Белов].": {"organization": "Мордовия", "country": None},
        "Это треть заказов «Авиаэкспорта», рассказал [генеральный директор Иван Белов].": {
            "organization": "Авиаэкспорт"
        },
        "Так решил [глава донского региона Иван Белов].": {"organization": "донской регион"},
        "Так решил [директор Союза В.Ф.Гусев].": {"person": "В.Ф.Гусев", "organization": "Союз"},
        "Так решил [полпред в Уральском федеральном округе Иван Белов].": {
            "organization": "Уральский федеральный округ",
        },
        'Так решил [первый заместитель генерального директора фирмы "Рубин" по международным связям Олег Сомов].': {
            "person": "Олег Сомов",
            "position": "первый заместитель генерального директора по международным связям",
            "organization": "Рубин",
        },
        "Гостей встретили [губернатор Тверской области Игорь Белых] и рабочие.": {
            "person": "Игорь Белых",
            "position": "губернатор",
            "organization": "Тверская область",
        },
        "Премию вручили [директору департамента развития Минфина России Анне Котовой].": {
            "person": "Анна Котова",
            "position": "директор департамента развития",
            "country": "RU",
        },
        "Приехала [генеральный секретарь Союза северных портов (ССП) Анна Котова].": {
            "person": "Анна Котова",
            "position": "генеральный секретарь",
            "organization": "Союз северных портов",
        },
        "Выступил [вице-премьер – министр финансов Чувашии Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "вице-премьер",
        },
        "Приехал [главный онколог Томской области Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "главный онколог",
            "organization": "Томская область",
        },
        "Доклад сделал [глава Sunrise Motors Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "глава",
            "organization": "Sunrise Motors",
        },
        "Выступил [командующий войсками Южного военного округа генерал-полковник Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "командующий войсками",
            "organization": "Южный военный округ",
        },
        "Прилетел [сенатор от Якутии Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "сенатор",
            "organization": "Якутия",
        },
        "Приехал [директор департамента политики в сфере печати Минкультуры Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "директор департамента политики в сфере печати",
        },
        'Завод "Сплав" растет, сообщил [его директор Игорь Белых].': {
            "person": "Игорь Белых",
            "position": "директор",
            "organization": "Сплав",
        },
        "Мэр Твери Олег Сомов занят. Об этом сообщила [его помощница Анна Котова].": {
            "person": "Анна Котова",
            "position": "помощница мэра",
            "organization": "Тверь",
        },
        "Выступил [художественный руководитель театра имени Чехова Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "художественный руководитель",
            "organization": "театр имени Чехова",
        },
        "Приехал экс-губернатор Тверской области, ныне [замминистра экономики Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "замминистра экономики",
            "organization": None,
        },
        "Выступил [судья Северного суда по правам человека Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "судья",
            "organization": "Северный суд по правам человека",
        },
        "Парламент Кении занят. Выступил [министр культуры республики Джозеф Мванги].": {
            "person": "Джозеф Мванги",
            "position": "министр культуры",
            "country": "KE",
        },
        "Приехал [директор Томского института воды (ТИВ) Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "директор",
            "organization": "Томский институт воды",
        },
        'Завод "Сплав" растет. Об этом сказал [гендиректор Игорь Белых].': {
            "person": "Игорь Белых",
            "position": "гендиректор",
            "organization": "Сплав",
        },
        "Мост в Твери закрыт. Об этом сказал [глава администрации города Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "глава администрации",
            "organization": "Тверь",
        },
        "Мост в Твери закрыт. Об этом сказал [мэр Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "мэр",
            "organization": "Тверь",
        },
        "Выступила [руководитель управления Росреестра по Томской области Анна Котова].": {
            "person": "Анна Котова",
            "position": "руководитель управления по Томской области",
            "organization": "Росреестр",
            "country": "RU",
        },
        "Отчет готов в министерстве леса и торфа региона, сказала [замглавы министерства Анна Котова].": {
            "person": "Анна Котова",
            "position": "замглавы",
            "organization": "министерство леса и торфа",
        },
        "Парламент Таиланда собрался. Речь держал [премьер-министр Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "премьер-министр",
            "country": "TH",
        },
        "Куба и Чили договорились, сказал [министр Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "министр",
            "country": None,
        },
        "Договор подписал от Твери — [мэр Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "мэр",
            "organization": "Тверь",
        },
        'Приехал [директор Дворца зимнего спорта "Лед" Игорь Белых].': {
            "person": "Игорь Белых",
            "position": "директор",
            "organization": 'Дворец зимнего спорта "Лед"',
        },
        'Директор театра "Мост" Анна Котова болеет. Вышел [заместитель директора Игорь Белых].': {
            "person": "Игорь Белых",
            "position": "заместитель директора",
            "organization": "Мост",
        },
        "В совете Казани ждут мэра Харбина Ван Лэя. Гостей примет [мэр города Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "мэр",
            "organization": "Казань",
        },
        "Министерство леса Бурятии молчит. Ответила [первый замминистра Анна Котова].": {
            "person": "Анна Котова",
            "position": "первый замминистра",
            "organization": "Бурятия",
        },
        "Глава Росреестра занят. Ответила [замглавы ведомства Анна Котова].": {
            "person": "Анна Котова",
            "position": "замглавы",
            "organization": "Росреестр",
        },
        "Дума Тверской области собралась. Выступил [депутат думы Тверской области Игорь Белых].": {
            "organization": "дума Тверской области",
        },
        "Дума Тверской области собралась. Выступил [депутат думы области Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "депутат",
            "organization": "дума Тверской области",
        },
        "Приехал депутат Госдумы, [зампред комитета по экологии Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "зампред комитета по экологии",
            "organization": "Госдума",
        },
        "Прилетел [старший тренер молодежной сборной Чили по боксу Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "старший тренер",
            "organization": "молодежная сборная Чили по боксу",
        },
        "Приехал [заместитель начальника полиции по охране порядка УМВД Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "заместитель начальника полиции по охране порядка",
            "organization": "УМВД",
        },
        "Вышел [управляющий делами президента Чили Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "управляющий делами президента",
            "country": "CL",
        },
        "В инфекционной больнице тихо. Об этом сказала [главный врач Анна Котова].": {
            "person": "Анна Котова",
            "position": "главный врач",
            "organization": "инфекционная больница",
        },
        "Молчит агентство по рыболовству края. Ответил [замглавы агентства Игорь Белых].": {
            "person": "Игорь Белых",
            "organization": "агентство по рыболовству",
        },
        "Выступила [директор по персоналу завода «Луч» Анна Котова].": {"position": "директор по персоналу"},
        "Приехал [первый заместитель главы «Ростеха» Игорь Белых].": {"organization": "Ростех"},
        "Выступил [председатель Оргкомитета выставки-форума «Север» Игорь Белых].": {
            "position": "председатель Оргкомитета",
            "organization": "Север",
        },
        "Форум принимает Тверская область. Прибыл и [замминистра обороны Игорь Белых].": {
            "position": "замминистра обороны",
            "organization": None,
        },
        "Пианист Игорь Белых дал концерт.": None,
        "Корреспондент агентства Игорь Белых передает с места.": None,
        "Помощник Анны Котовой промолчал.": None,
        "Министр открыл выставку, а Игорь Белых дал концерт.": None,
    },
    fact_type="role",
)
def post_before_name(finder: Finder, post: Post, person: Entity) -> Held | None:
    """«министр культуры края Олег Вятский»: the post stands right before the name."""
    if post.parse.number == "plur":
        return None
    start = finder.tokens[post.first].start
    return finder.held(person, post, start, person.end, name="post_before_name")


@rule(
    "facts",
    {
        '[Игорь Белых, директор музея "Пристань"], показал экспонаты.': {
            "person": "Игорь Белых",
            "position": "директор",
            "organization": "Пристань",
        },
        "Сборную ведут [Пауль Краузе (второй тренер)] и врач.": {"person": "Пауль Краузе", "position": "второй тренер"},
        "Игорь Белых, директора которого уволили, промолчал.": None,
    },
    fact_type="role",
)
def post_after_name(finder: Finder, post: Post) -> Held | None:
    """«Игорь Белых, директор музея»: the post stands behind the name, in its case."""
    person = name_before(finder, post)
    if person is None or post.parse.number == "plur":
        return None
    tokens = finder.tokens
    following = tokens[post.last] if post.last < len(tokens) else None
    if following is not None and (following.lemma == "который" or following.pos == "VERB"):
        return None
    if not agree(finder, person, post):
        return None
    if tokens[post.first - 1].text in DASHES and _is_given(finder, person):
        finder.cases[person.start] = "accs"
    return finder.held(person, post, person.start, tokens[post.last - 1].end, name="post_after_name")


def _is_given(finder: Finder, person: Entity) -> bool:
    """Whether a verb of giving posts rules the names of the sentence: «назначил А мэром, Б — министром»."""
    sentence = finder.document.sentence_at(person.start)
    first, _ = finder.document.token_range(person.start, person.end)
    before = finder.tokens[max(sentence.first, first - _ROW) : first] if sentence is not None else ()
    verb = next((t for t in reversed(before) if t.pos in ("VERB", "PRTS")), None)
    return verb is not None and verb.pos == "VERB" and bool(verb.lemmas & words("positions", "give"))


@rule(
    "facts",
    {
        "Приехали [вице-премьеры Игорь Белых] и Анна Котова.": {"person": "Игорь Белых", "position": "вице-премьер"},
        "Приехали [депутаты Госдумы Игорь Белых и Анна Котова].": {
            "person": "Анна Котова",
            "position": "депутат",
            "organization": "Госдума",
        },
        "Говорили [президенты Кубы и Чили Хуан Перес и Пабло Рохас].": {
            "person": "Пабло Рохас",
            "position": "президент",
            "country": "CL",
        },
        "Спорили [губернаторы Тверской и Псковской областей Игорь Белых] и Анна Котова.": {
            "person": "Игорь Белых",
            "position": "губернатор",
            "organization": "Тверская область",
        },
        "Спорили [мэры Твери и Пскова Игорь Белых и Анна Котова].": {
            "person": "Анна Котова",
            "position": "мэр",
            "organization": "Псков",
        },
        "Говорили [министры труда Кубы Хуан Перес и Чили Пабло Рохас].": {
            "person": "Пабло Рохас",
            "position": "министр труда",
            "country": "CL",
        },
        "Спорили [губернаторы Тверской области Игорь Белых и Псковской области Анна Котова].": {
            "person": "Анна Котова",
            "position": "губернатор",
            "organization": "Псковская область",
        },
        "Вошли [бывшие министры Игорь Белых и Олег Сомов].": {"person": "Олег Сомов", "position": "бывший министр"},
        "Депутаты собрались, Игорь Белых опоздал.": None,
    },
    fact_type="role",
)
def several(finder: Finder, post: Post) -> list[Held | None]:
    """«президенты Кубы и Чили Хуан Перес и Пабло Рохас»: a post in the plural and the names behind it."""
    at, countries = _countries(finder, post)
    territories = _territories(finder, post)
    apart = _apart(finder, post) if len(countries) < 2 and not territories else []
    if apart:
        single = singular(finder, post)
        first = finder.tokens[post.first].start
        posts = [replace(single, organization=body, country=country) for _, body, country in apart]
        return [finder.held(a[0], p, first, a[0].end, name="several") for a, p in zip(apart, posts, strict=True)]
    if territories:
        at = territories[-1][0]
    persons: list[Entity] = []
    while at in finder.person_at:
        person = finder.person_at[at]
        persons.append(person)
        _, end = finder.document.token_range(person.start, person.end)
        at = end + 1 if end < len(finder.tokens) and finder.tokens[end].text in (",", "и") else -1
    before = finder.tokens[post.first - 1] if post.first else None
    wished = before is not None and before.lower == "в"  # «кандидаты в президенты»
    if len(persons) < 2 or wished or (len(countries) > 1 and len(countries) != len(persons)):
        return []
    if territories and len(territories) != len(persons):
        return []
    single = singular(finder, post)
    found = []
    for n, person in enumerate(persons):
        one = replace(single, country=countries[n]) if len(countries) > 1 else single
        if territories:
            one = replace(single, organization=territories[n][1], generic=None)
        found.append(finder.held(person, one, finder.tokens[post.first].start, person.end, name="several"))
    return found


def in_committee(finder: Finder, post: Post, chain: Sequence[Post]) -> Post:
    """«депутат думы, зампред комитета по экологии»: the committee is the body's of the post beside."""
    part = (post.organization or "").split(" ")[0]
    other = next((p for p in chain if p is not post and p.organization), None)
    bare = post.position.split(" ")[-1] == finder.tokens[post.head].lower
    if other is None or part not in ("комитет", "комиссия", "подкомитет") or not bare:
        return post
    inside = finder.tokens[post.head + 1 : post.last]
    text = finder.document.text[inside[0].start : inside[-1].end]
    return replace(
        post, position=f"{post.position} {text}", organization=other.organization, country=other.country, bare=False
    )


def for_whom(finder: Finder, post: Post) -> Post:
    """«от Твери — мэр Игорь Белых»: the one whom the post's holder stands for tells its body."""
    tokens, at = finder.tokens, post.first
    if post.organization or post.country or at < 3 or tokens[at - 1].text not in DASHES:
        return post
    body = finder.body_before.get(at - 1)
    if body is None:
        town = tokens[at - 2]
        if tokens[at - 3].lower == "от" and town.is_title and town.reading("NOUN", case="gent"):
            return replace(post, organization=nominative([town], "gent"))
        return post
    first, _ = finder.document.token_range(body.start, body.end)
    for k in range(first - 1, max(-1, first - 4), -1):
        if tokens[k].lower == "от":
            name = None if body.type == "country" else body.name
            return replace(post, organization=name, country=body.code if body.type == "country" else None)
        if not tokens[k].reading("NOUN", "ADJF", case="gent"):
            return post
    return post


def _territories(finder: Finder, post: Post) -> list[tuple[int, str]]:
    """The territories joined behind the head, if several: «Тверской и Псковской областей», «Твери и Пскова»."""
    tokens, at = finder.tokens, post.head + 1
    found: list[tuple[int, str]] = []
    while at < len(tokens) and tokens[at].is_title and at not in finder.person_at:
        adjective = gazetteer().by_adjective(tokens[at].lower) if tokens[at].reading("ADJF", case="gent") else None
        place = gazetteer().find([t.text for t in tokens[at : at + 5]], 0) if adjective is None else None
        if adjective is not None and adjective.kind == "region":
            at, name = at + 1, adjective.name
        elif place is not None and place[0].kind in ("city", "region"):
            at, name = at + place[1], place[0].name
        else:
            return []
        if at < len(tokens) and tokens[at].reading("NOUN", case="gent", number="plur"):
            at += tokens[at].lemma in words("positions", "territories")
        found.append((at, name))
        if at < len(tokens) and tokens[at].text in (",", "и"):
            at += 1
    return found if len(found) > 1 else []


def _apart(finder: Finder, post: Post) -> list[tuple[Entity, str | None, str | None]]:
    """Each name behind its own state or territory: «министры труда Кубы Хуан Перес и Чили Пабло Рохас»."""
    tokens, person = finder.tokens, finder.person_at.get(post.last)
    if person is None or (post.country is None) == (post.organization is None):
        return []
    found = [(person, post.organization, post.country)]
    while person is not None:
        _, at = finder.document.token_range(person.start, person.end)
        person = None
        if at + 2 < len(tokens) and tokens[at].text in (",", "и"):
            place = gazetteer().find([t.text for t in tokens[at + 1 : at + 6]], 0)
            if place is not None and (place[0].kind == "country") == (post.country is not None):
                person = finder.person_at.get(at + 1 + place[1])
                country = place[0].code if place[0].kind == "country" else None
                if person is not None:
                    found.append((person, None if country else place[0].name, country))
    return found if len(found) > 1 else []


def _countries(finder: Finder, post: Post) -> tuple[int, list[str | None]]:
    """The index after the post with the countries joined to its own, and all their codes."""
    at = post.last
    codes: list[str | None] = [post.country] if post.country else []
    tokens = finder.tokens
    while codes and at + 1 < len(tokens) and tokens[at].text in (",", "и") and at + 1 not in finder.person_at:
        found = gazetteer().find([t.text for t in tokens[at + 1 : at + 5]], 0)
        if found is None or found[0].kind != "country":
            break
        codes.append(found[0].code)
        at += 1 + found[1]
    return at, codes


def singular(finder: Finder, post: Post) -> Post:
    """The post of one of them: «бывшие главы» is «бывший глава»."""
    head = finder.tokens[post.head]
    form = inflect(head.text, frozenset(("nomn", "sing")), like=post.parse) or head.text
    said = post.position.split(" ")
    at = next((n for n, word in enumerate(said) if word[:_ROOT] == head.lower[:_ROOT]), 0)
    one = frozenset(("nomn", "sing", post.parse.gender or "masc"))
    modifiers = [inflect(word, one) or word for word in said[:at]]
    return replace(post, position=" ".join([*modifiers, form.lower(), *said[at + 1 :]]), weak=post.weak and not at)

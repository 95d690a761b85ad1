"""Roles told by a post beside a name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
from newsfacts.discourse.roles.several import several
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.model import Entity
from newsfacts.phrases import nominative
from newsfacts.rule import rule

_ROW = 60  # tokens back in a row of names to the verb that gives them their posts


def appositions(finder: Finder) -> Iterator[Held | None]:
    """The posts beside names: before, behind, joined, in the plural."""
    taken: set[int] = set()
    for n, post in enumerate(finder.posts):
        person = name_after(finder, post.last) or name_after_mark(finder, post)
        if person is not None and _is_vacant(finder, post):
            continue
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


def _is_vacant(finder: Finder, post: Post) -> bool:
    """«выдвинула на пост мэра Анну Котову»: the post is only told of, and the name behind stands by itself."""
    return post.first > 0 and not finder.tokens[post.first - 1].lemmas.isdisjoint(words("positions", "vacancies"))


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
        "Доклад сделал [ИТ-директор сети «Полка» Игорь Белых].": {"position": "ИТ-директор", "organization": "Полка"},
        "Ответила [PR-директор компании «Луч» Анна Котова].": {"position": "PR-директор", "organization": "Луч"},
        "Приехал [шеф-редактор газеты «Волна» Игорь Белых].": {"position": "шеф-редактор", "organization": "Волна"},
        "Приехал [министр-президент Баварии Ганс Шмидт].": {"person": "Ганс Шмидт", "position": "министр-президент"},
        "Компания «Мост» строит. Правительство Тувы радо. Это сказал [директор концессионера Игорь Белых].": {
            "position": "директор",
            "organization": "Мост",
        },
        "Сеть «Полка» растет. Это сказала [директор по связям ретейлера Анна Котова].": {
            "position": "директор по связям",
            "organization": "Полка",
        },
        "Правительство Тувы купило томограф. Это сказал [директор дистрибьютора Игорь Белых].": {
            "position": "директор",
            "organization": None,
        },
        "Фирма «Луч», «дочка» концерна «Рубин», растет. Ответил [гендиректор застройщика Игорь Белых].": {
            "organization": "Луч",
        },
        "Минстрой РФ и министерство воды Чили договорились. Подписал [замминистра Игорь Белых].": {
            "organization": "Минстрой",
            "country": "RU",
        },
        "В Минтрансе заняты. Ответила [заместитель министра Анна Котова].": {"organization": "Минтранс"},
        "Молчит министерство леса Кубы. Ответил [министр Хуан Перес].": {
            "organization": "министерство леса",
            "country": "CU",
        },
        "Минтранс РФ и министерство леса Чили заняты. Ответил [глава российского ведомства Игорь Белых].": {
            "organization": "Минтранс",
            "country": "RU",
        },
        "Министерство леса Чили занято. Ответил [глава российского ведомства Игорь Белых].": {
            "organization": None,
            "country": "RU",
        },
        "Хоккейный «Сокол» проиграл. Ушел [и. о. главного тренера Игорь Белых].": {"organization": "Сокол"},
        "ФК «Мотор» проиграл. Ушел [главный тренер Игорь Белых].": {"organization": "Мотор"},
        "Томский институт воды открыл бассейн. Ушел [и. о. главного тренера Игорь Белых].": {"organization": None},
        "Прибыл [командующий Северным флотом Игорь Белых].": {
            "position": "командующий",
            "organization": "Северный флот",
        },
        "Прибыл [командующий 6-й армией Игорь Белых].": {"position": "командующий", "organization": "6-я армия"},
        "Прибыл [командир 5-й бригады Игорь Белых].": {"position": "командир", "organization": "5-я бригада"},
        "Прибыл [управляющий трестом «Рубин» Игорь Белых].": {"position": "управляющий", "organization": "Рубин"},
        "Прибыл [заведующий кафедрой воды Томского университета Игорь Белых].": {
            "position": "заведующий кафедрой воды",
            "organization": "Томский университет",
        },
        "Прибыл [командующий группировкой «Север» Игорь Белых].": {"position": "командующий группировкой"},
        "Договор с Федерацией прыжков на лыжах Кубы (ФПЛК) подписан. Рад [глава ФПЛК Хуан Перес].": {
            "organization": "Федерация прыжков на лыжах Кубы",
        },
        "Съезд Союза портов (СП) начался. Рад [глава ФПЛК Хуан Перес].": {"organization": "ФПЛК"},
        "Приехала [замдиректора департамента Азии Минстроя РФ Анна Котова].": {
            "position": "замдиректора департамента Азии",
            "organization": "Минстрой",
        },
        "Сборная Чили по боксу проиграла. Ранен [капитан команды Хуан Перес].": {"organization": "сборная Чили"},
        "Выступил [тренер сборной последних лет Игорь Белых].": {"position": "тренер", "organization": "сборная"},
        "Начался чемпионат мира по боксу. Речь сказал [главный судья Игорь Белых].": {
            "position": "главный судья",
            "organization": "чемпионат мира по боксу",
        },
        'Гендиректор "Луча" Анна Котова занята. Ушла [генеральный директор "Луча" Анна Котова].': {
            "position": "генеральный директор",
        },
        "Приехал [полпред президента в Уральском федеральном округе Игорь Белых].": {
            "position": "полпред президента",
            "organization": "Уральский федеральный округ",
        },
        "Приехал [министр по развитию Дальнего Востока и Арктики Игорь Белых].": {
            "position": "министр по развитию Дальнего Востока и Арктики",
            "organization": None,
        },
        "Приехал [министр по делам молодежи Тувы Игорь Белых].": {
            "position": "министр по делам молодежи",
            "organization": "Тува",
        },
        "Мост в Тверской области открыт. Раньше он работал в Омской области. Рад [глава региона Игорь Белых].": {
            "organization": "Тверская область",
        },
        "Мост открыл [глава региона Игорь Белых]. Он родился в Омской области.": {"organization": None},
        "Приехал [секретарь по правам чилийского министерства труда Хуан Перес].": {
            "position": "секретарь по правам",
            "organization": "министерство труда",
            "country": "CL",
        },
        "Приехал [глава кубинского Минфина Хуан Перес].": {"organization": "Минфин", "country": "CU"},
        "Забил [полузащитник футбольного клуба Челси Хуан Перес].": {"organization": "Челси"},
        "Приехал [директор торгового центра Гринвич Игорь Белых].": {"organization": "Гринвич"},
        'Банк "Луч" растет. Ушел прежний [предправления Игорь Белых]. Раньше он был директором завода "Рубин".': {
            "position": "предправления",
        },
        'Авария, сообщил филиал "Северный". Ее видел [инженер филиала Игорь Белых].': {"organization": "Северный"},
        "Суд наказал [бывшего директора городского рынка Игоря Белых].": {"organization": "городской рынок"},
        "В Ростове-на-Дону жарко. Это сказал [директор департамента спорта города Игорь Белых].": {
            "organization": "департамент спорта Ростова-на-Дону",
        },
        "Приехал [депутат муниципального собрания района Отрадное Игорь Белых].": {
            "organization": "муниципальное собрание района Отрадное",
        },
        "Фитнес-тренер Анна Котова вышла на берег.": None,
        "Су-шеф Анна Котова вышла на берег.": None,
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

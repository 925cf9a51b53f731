"""Exact facts: the same thing in six languages and every script is the same fact."""

import pytest

from app.facts import Fact, facts, offices

SAME = {
    "en": "The Group held twelve meetings from 3 to 5 February 2027; Ghana lost 1,250,000 of them.",
    "fr": "Le Groupe a tenu douze séances du 3 au 5 février 2027 ; le Ghana en a perdu 1 250 000.",
    "es": "El Grupo celebró doce sesiones del 3 al 5 de febrero de 2027; Ghana perdió 1.250.000.",
    "ru": "Группа провела двенадцать заседаний 3–5 февраля 2027 года; у Ганы их было 1 250 000.",
    "zh": "工作组于2027年2月3日至5日举行了十二次会议；加纳失去了125万。",
    "ar": "عقد الفريق ١٢ جلسة من ٣ إلى ٥ شباط/فبراير ٢٠٢٧؛ وغانا فقدت 1,250,000 منها.",
}
EXPECTED = {
    ("month", "2"),
    ("state", "GH"),
    *(("number", n) for n in "3 5 12 2027 1250000".split()),
}


@pytest.mark.parametrize("lang", SAME)
def test_one_sentence_has_the_same_facts_in_each_language(lang):
    found = {(f.kind, f.value) for f in facts(SAME[lang], lang) if f.kind != "negation"}
    assert found == EXPECTED


@pytest.mark.parametrize(
    ("lang", "text", "number"),
    [
        ("en", "2.5 million people", "2500000"),
        ("fr", "2,5 millions de personnes", "2500000"),
        ("ru", "2,5 млн человек", "2500000"),
        ("zh", "第二十三届会议", "23"),
        ("zh", "二〇二三年", "2023"),
        ("en", "forty-five States", "45"),
        ("ar", "٣٬٥ في المائة و٧ دول", "7"),
        ("ru", "на третьей сессии", "3"),
        ("es", "12,5 %", "12.5"),
        ("en", "one hundred and twenty-three requests", "123"),
        ("en", "at its thirty-sixth session", "36"),
        ("en", "two million three hundred thousand tents", "2300000"),
        ("fr", "soixante-dix-huit délégations", "78"),
        ("fr", "quatre-vingt-dix-neuf voix", "99"),
        ("fr", "deux cent quarante et un États", "241"),
        ("fr", "la dix-septième séance", "17"),
        ("es", "treinta y seis delegaciones", "36"),
        ("es", "ciento veinticinco expertos", "125"),
        ("ru", "тридцать шестая сессия", "36"),
        ("ru", "сто двадцать три представителя", "123"),
        ("ru", "две тысячи человек", "2000"),
        ("ar", "اثنتي عشرة جلسة", "12"),
        ("ar", "خمسة وعشرون وفدا", "25"),
        ("ar", "الدورة السادسة والثلاثون", "36"),
        ("ar", "مائة وثلاثة وعشرون طلبا", "123"),
        ("zh", "三万五千人", "35000"),
        ("zh", "一百二十三个国家", "123"),
        ("en", "3 trillion grains", "3000000000000"),
        ("en", "three trillion grains", "3000000000000"),
        ("en", "two thousand three hundred million grains", "2300000000"),
        ("fr", "deux mille millions de grains", "2000000000"),
        ("es", "5 mil millones de granos", "5000000000"),
        ("es", "dos mil millones de granos", "2000000000"),
        ("es", "tres mil doscientos millones de granos", "3200000000"),
        ("es", "un millón doscientos mil granos", "1200000"),
        ("ru", "2 миллиарда зерен", "2000000000"),
        ("ru", "3 тысячи зерен", "3000"),
        ("ru", "1 тысяча зерен", "1000"),
        ("ar", "25 ألفا", "25000"),
        ("ar", "25 مليونا", "25000000"),
        ("ar", "خمسة وعشرون مليونا", "25000000"),
        ("ar", "3 مليارات", "3000000000"),
        ("zh", "三万亿粒", "3000000000000"),
        ("zh", "5万亿粒", "5000000000000"),
        ("zh", "1.2万亿粒", "1200000000000"),
        ("zh", "三亿五千万粒", "350000000"),
        ("zh", "3百万粒", "3000000"),
        ("en", "a share of 0.125", "0.125"),
        ("en", "1.234 billion grains", "1234000000"),
        ("zh", "1.234米", "1.234"),
        ("es", "1.234 granos", "1234"),
        ("en", "it cost $12,345.67", "12345.67"),
        ("fr", "12 345,67 dollars", "12345.67"),
        ("ar", "٠٫١٢٥ من الحبوب", "0.125"),
        ("ar", "١٬٢٣٤٬٥٦٧ حبة", "1234567"),
        ("ru", "обе лампы", "2"),
    ],
)
def test_numbers_in_words_and_in_the_habits_of_a_language(lang, text, number):
    assert Fact("number", number) in facts(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "numbers"),
    [
        ("en", "two and three of them", {"2", "3"}),
        ("en", "one of them, the first", set()),
        ("en", "a share of 2.5 million", {"2500000"}),
        ("ar", "ثلاثة وأربعة", {"3", "4"}),
        ("fr", "un rapport de cent pages", {"100"}),
        ("ru", "двадцать, три", {"20", "3"}),
        ("ru", "во вторник, на второй сессии", {"2"}),
        ("zh", "万一发生", set()),
        ("es", "5 mil millones de granos", {"5000000000"}),
        ("es", "dos mil millones de granos", {"2000000000"}),
        ("es", "entre 3 mil y 4 millones", {"3000", "4000000"}),
        ("zh", "三万亿粒", {"3000000000000"}),
        ("ar", "25 ألفا و3 مليارات", {"25000", "3000000000"}),
        ("en", "sixty per cent", {"60"}),
        ("fr", "soixante pour cent", {"60"}),
        ("fr", "60 pour cent des lampes", {"60"}),
        ("es", "el 60 por ciento", {"60"}),
        ("es", "sesenta por ciento", {"60"}),
        ("ru", "60 процентов", {"60"}),
        ("zh", "百分之六十", {"60"}),
        ("zh", "百分之五", {"5"}),
        ("ar", "60 في المائة", {"60"}),
        ("ar", "ستون في المئة", {"60"}),
        ("ar", "60 بالمائة", {"60"}),
        ("en", "lit in 2023¹ by 3½ keepers", {"2023", "3"}),
        ("en", "the 1st session", set()),
        ("fr", "la 1re session", set()),
        ("es", "la 1ª sesión", set()),
        ("ru", "1-я сессия", set()),
        ("zh", "在第1届会议上", set()),
        ("zh", "在第一届会议上", set()),
        ("en", "the 21st session", {"21"}),
        ("fr", "le 1er mai", {"1"}),
        ("ru", "во вторник", set()),
        ("ru", "четверть ламп", set()),
    ],
)
def test_numbers_that_stand_beside_each_other_stay_apart(lang, text, numbers):
    assert {f.value for f in facts(text, lang) if f.kind == "number"} == numbers


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It opened on 7/5/2027."),
        ("en", "It opened on 5/17/2027 or 2027-05-07."),
        ("fr", "Ouverte le 07/05/2027."),
        ("es", "Se inauguró el 7-5-2027."),
        ("ru", "Сессия открылась 07.05.2027."),
        ("zh", "会议于2027-05-07开幕。"),
        ("zh", "会议于2027年05月07日开幕。"),
        ("ar", "افتتحت الدورة في ٧/٥/٢٠٢٧."),
    ],
)
def test_a_date_in_digits_is_a_day_a_month_and_a_year(lang, text):
    found = {(f.kind, f.value) for f in facts(text, lang)}
    date = {("number", "7"), ("month", "5"), ("number", "2027")}
    assert date <= found <= date | {("number", "17")}


@pytest.mark.parametrize("text", ["on 31.31.2027", "version 1.2.3", "7.5.20271"])
def test_digits_that_are_no_date_have_no_month(text):
    assert {f for f in facts(text, "en") if f.kind == "month"} == set()


NAMED = {
    "RU": "the Russian Federation|la Fédération de Russie|la Federación de Rusia"
    "|в Российской Федерации|俄罗斯联邦|للاتحاد الروسي",
    "KR": "the Republic of Korea|la République de Corée|la República de Corea"
    "|Республикой Корея|大韩民国|جمهورية كوريا",
    "KP": "the Democratic People’s Republic of Korea"
    "|la République populaire démocratique de Corée|la República Popular Democrática de Corea"
    "|Корейской Народно-Демократической Республики|朝鲜民主主义人民共和国"
    "|جمهورية كوريا الشعبية الديمقراطية",
    "CD": "the Democratic Republic of the Congo|la République démocratique du Congo"
    "|la República Democrática del Congo|Демократической Республике Конго|刚果民主共和国"
    "|وجمهورية الكونغو الديمقراطية",
    "VN": "Viet Nam|le Viet Nam|Viet Nam|Вьетнама|越南|فييت نام",
    "MM": "Myanmar|le Myanmar|Myanmar|Мьянмы|缅甸|ميانمار",
    "SY": "the Syrian Arab Republic|la République arabe syrienne|la República Árabe Siria"
    "|Сирийской Арабской Республикой|阿拉伯叙利亚共和国|الجمهورية العربية السورية",
    "BA": "Bosnia and Herzegovina|la Bosnie-Herzégovine|Bosnia y Herzegovina"
    "|Боснии и Герцеговине|波斯尼亚和黑塞哥维那|للبوسنة والهرسك",
    "US": "the United States of America|les États-Unis d’Amérique|los Estados Unidos de América"
    "|Соединёнными Штатами Америки|美利坚合众国|الولايات المتحدة الأمريكية",
    "GB": "the United Kingdom of Great Britain and Northern Ireland"
    "|le Royaume-Uni de Grande-Bretagne et d’Irlande du Nord"
    "|el Reino Unido de Gran Bretaña e Irlanda del Norte"
    "|Соединенного Королевства|大不列颠及北爱尔兰联合王国"
    "|المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية",
    "SA": "Saudi Arabia|l’Arabie saoudite|la Arabia Saudita|Саудовской Аравии|沙特阿拉伯"
    "|للمملكة العربية السعودية",
    "TR": "Turkey|Türkiye|Türkiye|Турцией|土耳其|تركيا",
    "IR": "Iran (Islamic Republic of)|l’Iran (République islamique d’)"
    "|el Irán (República Islámica del)|Исламской Республики Иран|伊朗伊斯兰共和国"
    "|جمهورية إيران الإسلامية",
    "BO": "Bolivia (Plurinational State of)|Bolivie (État plurinational de)"
    "|Bolivia (Estado Plurinacional de)|Боливии|多民族玻利维亚国|دولة بوليفيا المتعددة القوميات",
    "TZ": "the United Republic of Tanzania|la République-Unie de Tanzanie"
    "|la República Unida de Tanzanía|Объединенной Республике Танзания|坦桑尼亚联合共和国"
    "|جمهورية تنزانيا المتحدة",
    "MD": "the Republic of Moldova|la République de Moldova|la República de Moldova"
    "|Республики Молдова|摩尔多瓦共和国|جمهورية مولدوفا",
    "CI": "Côte d'Ivoire|la Côte d'Ivoire|Côte d’Ivoire|Кот-д'Ивуара|科特迪瓦|كوت ديفوار",
    "CV": "Cabo Verde|Cabo Verde|Cabo Verde|Кабо-Верде|佛得角|كابو فيردي",
    "VA": "the Holy See|le Saint-Siège|la Santa Sede|Святого Престола|教廷|الكرسي الرسولي",
    "PS": "the State of Palestine|l’État de Palestine|el Estado de Palestina"
    "|Государства Палестина|巴勒斯坦国|دولة فلسطين",
    "CN": "China|la Chine|China|Китаем|中国代表|للصين",
    "ML": "Mali|le Mali|Malí|в Мали|马里|جمهورية مالي",
}


@pytest.mark.parametrize("code", NAMED)
def test_a_state_is_seen_by_the_name_that_the_united_nations_gives_it(code):
    for lang, text in zip("en fr es ru zh ar".split(), NAMED[code].split("|"), strict=True):
        found = {f.value for f in facts(text, lang) if f.kind == "state"}
        assert found == {code}, (lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The European Union and the United Nations spoke."),
        ("fr", "À la réunion, l’Union européenne a parlé."),
        ("es", "En la reunión habló la Unión Europea."),
        ("ru", "Кроме того, тогда и самого малого, малые и малых; само собой."),
        ("zh", "发展中国家和拉美国家，其中国家很多。"),
        ("zh", "沿海地区和印度洋"),
        ("ar", "دعم مالي للاتحاد الأوروبي"),
    ],
)
def test_what_only_looks_like_a_state_is_none(lang, text):
    assert {f for f in facts(text, lang) if f.kind == "state"} == set()


@pytest.mark.parametrize(("text", "code"), [("海地政府", "HT"), ("参加纳米比亚会议", "NA")])
def test_a_chinese_name_ends_where_the_word_ends(text, code):
    assert {f.value for f in facts(text, "zh") if f.kind == "state"} == {code}


def test_a_symbol_is_one_fact_and_its_digits_are_no_numbers():
    found = facts("See NPT/CONF.2026/WG.I/3 for more.", "en")
    assert {f.kind for f in found} == {"symbol"}


@pytest.mark.parametrize(
    ("lang", "text", "office"),
    [
        ("en", "The Vice-Chair spoke.", "vice"),
        ("fr", "La Vice-Présidente a parlé.", "vice"),
        ("zh", "副主席发言。", "vice"),
        ("ru", "Заместитель Председателя выступил.", "vice"),
        ("es", "La Presidenta habló.", "chair"),
        ("ar", "تكلم نائب الرئيس.", "vice"),
        ("fr", "Élue à la vice-présidence, elle a parlé.", "vice"),
        ("en", "It met under the chairmanship of Ms. Obi.", "chair"),
        ("es", "Presidió el Sr. Diop.", "chair"),
        ("ar", "اجتمع الفريق برئاسة السيد ديوب.", "chair"),
        ("zh", "会议由李明主持。", "chair"),
    ],
)
def test_a_vice_chair_is_no_chair(lang, text, office):
    assert {f.value for f in facts(text, lang) if f.kind == "office"} == {office}


@pytest.mark.parametrize(
    "text", ["المسائل الرئيسية", "عامل رئيسي", "The main hall was full.", "主席团成员"]
)
def test_what_is_main_and_a_bureau_are_no_chair(text):
    assert not offices(text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It was not adopted."),
        ("fr", "Il n’a pas été adopté."),
        ("es", "No fue aprobado."),
        ("ru", "Он не был принят."),
        ("zh", "该草案未获通过。"),
        ("ar", "لم يعتمد."),
        ("en", "No delegation took the floor."),
        ("en", "It left without a word."),
        ("fr", "Il est parti sans un mot."),
        ("es", "Sin lámparas, no hay luz."),
        ("ru", "Он ушел без ламп."),
        ("zh", "没有通过"),
        ("zh", "大会不同意。"),
        ("es", "Chile no participó."),
        ("zh", "这并非灯塔。"),
        ("ar", "ولم يعتمد."),
        ("ar", "هو غير جاهز."),
    ],
)
def test_negation_is_seen(lang, text):
    assert Fact("negation", "there") in facts(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "States may submit proposals."),
        ("en", "Article 3 may be amended."),
        ("en", "May the Group amend it?"),
        ("ru", "Она требует мало внимания и мер."),
        ("zh", "会议开了五个月。"),
        ("en", "They held a march for peace before the august body."),
        ("ar", "مارس الوفد حق الرد."),
    ],
)
def test_what_only_looks_like_a_month_is_none(lang, text):
    assert {f for f in facts(text, lang) if f.kind == "month"} == set()


@pytest.mark.parametrize(
    ("lang", "text", "month"),
    [
        ("en", "It met on 7 May.", "5"),
        ("en", "It met in May.", "5"),
        ("en", "it met in may", "5"),
        ("en", "It met from April to May 2027.", "5"),
        ("en", "May 2027 was cold.", "5"),
        ("en", "The Group met in March.", "3"),
        ("en", "from 3 august 2027", "8"),
        ("ar", "في آذار/مارس ٢٠٢٧", "3"),
        ("ar", "في 5 مارس 2027", "3"),
        ("ru", "в январе 2026 года", "1"),
        ("ru", "в мае", "5"),
        ("ru", "в марте", "3"),
        ("ru", "перед августом", "8"),
        ("zh", "二〇二七年五月三日", "5"),
        ("zh", "十一月", "11"),
        ("zh", "于 2023 年 7 月 24 日举行", "7"),
    ],
)
def test_a_month_is_seen_in_each_of_its_forms(lang, text, month):
    found = {f.value for f in facts(text, lang) if f.kind == "month"}
    assert month in found
    assert found <= {month, "4"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It recalled resolution No. 12."),
        ("en", "It was adopted without a vote."),
        ("en", "It met not only in Oslo."),
        ("fr", "Il a été adopté sans vote."),
        ("fr", "Il a été adopté sans être mis aux voix."),
        ("es", "el Tratado sobre la No Proliferación"),
        ("es", "las organizaciones no gubernamentales"),
        ("es", "el Movimiento de Países No Alineados"),
        ("es", "Se aprobó sin votación. Sin embargo, fue breve."),
        ("ru", "Он был принят без голосования."),
        ("ru", "не менее 12 членов"),
        ("zh", "非洲国家集团支持该提案。"),
        ("zh", "不扩散条约和不结盟国家"),
        ("zh", "不丹和大不列颠"),
        ("zh", "不限成员名额工作组"),
        ("zh", "非政府组织和无核武器区"),
        ("zh", "决议草案未经表决获得通过。"),
        ("zh", "未来的会议，能否举行"),
        ("ar", "معاهدة عدم انتشار الأسلحة"),
        ("ar", "معاهدة عدم الانتشار وحركة عدم الانحياز"),
        ("ar", "منظمات غير حكومية وغير ذلك"),
        ("ar", "المنظمات غير الحكومية"),
        ("ar", "المنظمات دون الإقليمية"),
        ("ar", "اعتمد بدون تصويت"),
        ("ar", "ولا سيما في أوسلو"),
    ],
)
def test_a_name_or_a_way_of_adopting_negates_nothing(lang, text):
    assert Fact("negation", "there") not in facts(text, lang)

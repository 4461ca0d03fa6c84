"""Scripts as they are said: what a listener would hear wrong, and what a caption would show wrong."""

from __future__ import annotations

import string
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enfoads.engines.script.estimate import estimate
from enfoads.engines.script.reading import NO_BREAK, read_script, unsaid
from enfoads.engines.voice.base import Language, Pause
from enfoads.errors import InvalidRequest


def said(text: str, language: Language | None = "es") -> str:
    return " ".join(word.spoken for word in read_script(text, language).words if word.spoken)


def shown(text: str, language: Language | None = None) -> list[str]:
    return [word.shown for word in read_script(text, language).words]


SPANISH = {
    "la chaqueta a S/ 49,90 hoy": "la chaqueta a cuarenta y nueve soles con noventa hoy",
    "S/49.90": "cuarenta y nueve soles con noventa",
    "Llévate el set. Desde el 10 set. 2026": "Llévate el set. Desde el diez septiembre dos mil veintiséis",
    "de S/ 1,299.00 a 1.299,50 €": "de mil doscientos noventa y nueve soles a mil doscientos noventa y nueve euros con cincuenta",
    "US$ 20/mes": "veinte dólares al mes",
    "solo $50 pesos o $ 30 MXN": "solo cincuenta pesos o treinta pesos",
    "0,99 €": "noventa y nueve céntimos",
    "1 000 000 de soles": "un millón de soles",
    "2 millones de dólares": "dos millones de dólares",
    "£21": "veintiuna libras",
    "21 tiendas, 200 personas y 31 días": "veintiuna tiendas, doscientas personas y treinta y un días",
    "1 vez, 1 kilo y el número 1": "una vez, un kilo y el número uno",
    "21.000 casas": "veintiuna mil casas",
    "20 %, -15% y 12,5%.": "veinte por ciento, menos quince por ciento y doce coma cinco por ciento.",
    "2x1 en pizzas, x2 y 10x": "dos por uno en pizzas, por dos y diez veces",
    "10x15cm o 20 x 30 cm": "diez por quince centímetros o veinte por treinta centímetros",
    "de 9-18 h y 9:00-18:00": "de nueve a dieciocho horas y nueve a dieciocho",
    "a las 10:30, 10am, 3 p. m. y 21:00 h": "a las diez y media, diez de la mañana, tres de la tarde y veintiuna horas",
    "el 24/12 y el 01/05/2025": "el veinticuatro de diciembre y el primero de mayo de dos mil veinticinco",
    "atención 24/7": "atención veinticuatro siete",
    "1/2 kg, ½ hora y 1 ½ litros": "medio kilo, media hora y un litro y medio",
    "llama al 999 888 777": "llama al nueve nueve nueve, ocho ocho ocho, siete siete siete",
    "+51 1 234-5678": "más cinco uno, uno, dos tres cuatro, cinco seis siete ocho",
    "1.º lugar, 2da edición, 3er piso": "primer lugar, segunda edición, tercer piso",
    "siglo XXI y Felipe VI": "siglo veintiuno y Felipe sexto",
    "MIX de IVA": "mix de iva",
    "100 km/h, 20 °C, 80 m² y 64GB": (
        "cien kilómetros por hora, veinte grados Celsius, ochenta metros cuadrados y sesenta y cuatro gigas"
    ),
    "El Sr. Pérez y la Dra. Ruiz": "El señor Pérez y la doctora Ruiz",
    "EE. UU., Ud. y etc. Luego": "Estados Unidos, usted y etcétera. Luego",
    "tarda 20 min. de más": "tarda veinte minutos de más",
    "el IGV, la IA y la ONU": "el i ge ve, la i a y la onu",
    "OFERTA HOY": "oferta hoy",
    "www.verdelima.pe/menu y hola@verdelima.pe": "verdelima punto pe barra menu y hola arroba verdelima punto pe",
    "@verde_lima #VerdeLima": "arroba verde guion bajo lima hashtag Verde Lima",
    "B&B y/o 18+": "B y B y o dieciocho o más",
    "MP3": "eme pe tres",
    "Verde — Lima": "Verde, Lima",
    "¡Hola! ¿Qué tal?": "¡Hola! ¿Qué tal?",
    "“así” (dijo) 'él'": "así, dijo, él",
    "𝗢𝗙𝗘𝗥𝗧𝗔 ＨＯＹ ٣ días": "oferta hoy tres días",
    "Tom &amp; <b>Jerry</b>": "Tom y Jerry",
    'de 55" y "hola"': "de cincuenta y cinco pulgadas y hola",
    "RUC 20123456789": "ruc dos cero, uno dos tres, cuatro cinco seis, siete ocho nueve",
    "desde 9'90€, s/ 20 o S/ .50": "desde nueve euros con noventa, veinte soles o cincuenta céntimos",
    "S/1'200,000 o 1 000 €": "un millón doscientos mil soles o mil euros",
    "$1,299.00 M.N., 20 bs y S/ 99+": "mil doscientos noventa y nueve pesos, veinte bolivianos y noventa y nueve soles o más",
    "50 % dto., S/ 5 dscto. y dto. fijo": "cincuenta por ciento de descuento, cinco soles de descuento y descuento fijo",
    "El 1.º de mayo, 1 de abril, 2da. vez": "El primero de mayo, primero de abril, segunda vez",
    "10:00 - 20:00 h, L-V, Lun. - Vie. y lun-sáb": "diez a veinte horas, lunes a viernes, lunes a viernes y lunes a sábado",
    "8.30 a 13.30 h y 8h30": "ocho y media a trece treinta y ocho y media",
    "C/ Mayor, café c/ leche, s/ sal, Cra. 7 # 45": "calle Mayor, café con leche, sin sal, carrera siete número cuarenta y cinco",
    "#1 en ventas, N.° 2, Nº5 y #2x1": "número uno en ventas, número dos, número cinco y hashtag dos por uno",
    "4,8/5, 10/10 y 9/10 dentistas": "cuatro coma ocho de cinco, diez de diez y nueve de cada diez dentistas",
    "+500 modelos, +25 años, +18 y SPF 50+": "más de quinientos modelos, más de veinticinco años, más dieciocho y ese pe efe cincuenta más",
    "10%+IGV, 3+2 noches, 90 × 60 cm": "diez por ciento más i ge ve, tres más dos noches, noventa por sesenta centímetros",
    "TV de 43'' USB-C y 5'10\"": "te ve de cuarenta y tres pulgadas u ese be C y cinco pies diez",
    "I.G.V., S.A. de C.V., COVID-19 y A/C": "i ge ve, ese a de ce ve, covid diecinueve y aire acondicionado",
    "1 ud., caja x 12 unid., 3 dorm. y el kg": "una unidad, caja por doce unidades, tres dormitorios y el kilo",
    "Sr Ruiz, Sta. Ana vs. Sto. Tomás, Mz. B": "señor Ruiz, santa Ana contra santo Tomás, manzana B",
    "II Edición, Rocky IV, XV años, los 90's": "segunda Edición, Rocky cuatro, quince años, los noventa",
    "PAN Y VINO, TOP, talla XL o xl": "pan y vino, top, talla equis ele o equis ele",
    "Usa VERANO20, BF2025, BMW X5 2.0 y MacBook M2": (
        "Usa verano veinte, be efe dos mil veinticinco, be eme doble ve equis cinco dos punto cero y macbuk eme dos"
    ),
    "Black Friday, full jeans online, Disney+": "Black fraidei, ful yins onlain, Disney más",
    "Antes $5 / Ahora $3, ciclo 2026-2, 2 cdas. de sal y 1/2 cdta.": (
        "Antes cinco dólares, Ahora tres dólares, ciclo dos mil veintiséis dos, dos cucharadas de sal y media cucharadita."
    ),
    "un ave. Luego, Ave. Juárez y Col. Roma": "un ave. Luego, avenida Juárez y colonia Roma",
    "IVA incl. (incl. IVA)": "iva incluido, incluye iva,",
    "Precio incl. IGV. Cra. 7 # 45-10, #3-5": "Precio incluye i ge ve. carrera siete número cuarenta y cinco diez, número tres cinco",
    "+51 987654321, código 4821": "más cinco uno, nueve ocho siete, seis cinco cuatro, tres dos uno, código cuatro ocho dos uno",
}  # fmt: skip
ENGLISH = {
    "$49.99, £5 and $0.99": "forty-nine dollars and ninety-nine cents, five pounds and ninety-nine cents",
    "Est. delivery: Dec. 24, est. 1990": "estimated delivery: December twenty-fourth, established nineteen ninety",
    "Meet Max. He has max. 5 seats.": "Meet Max. He has maximum five seats.",
    "$1.5M and $2 million": "one point five million dollars and two million dollars",
    "2,000 people since 1999": "two thousand people since nineteen ninety-nine",
    "the 90s, in 2024": "the nineties, in twenty twenty-four",
    "Mr. Smith, 5th St., 10:30am": "mister Smith, fifth street, ten thirty A M",
    "9am-6pm, 12/24 and 24/7": "nine A M to six P M, December twenty-fourth and twenty-four seven",
    "call 1-800-555-1234": "call one, eight zero zero, five five five, one two three four",
    "buy NOW, 2x faster & NASA": "buy now, two times faster and nasa",
    "1/2 cup, 1 ½ cups": "half a cup, one and a half cups",
    "e.g. No. 1, approx. 5 lb": "for example number one, approximately five pounds",
    "acme.com/sale or me@acme.io": "acme dot com slash sale or me at acme dot I O",
    "$20-$30, 5 in stock": "twenty to thirty dollars, five in stock",
    "3.1 and 1,500": "three point one and one thousand five hundred",
    "orders $50+, a $20 card, $5 off, $2B": "orders fifty dollars or more, a twenty dollar card, five dollars off, two billion dollars",
    "9:00 AM - 5:00 PM, Mon-Fri, Mon. - Sat.": "nine A M to five P M, Monday to Friday, Monday to Saturday.",
    "123 Main St., Elm Dr. in St. Louis": "one hundred and twenty-three Main street, Elm drive in saint Louis",
    "Nov 28th, Jan 1, July 4": "November twenty-eighth, January first, July fourth",
    "#1, 4.8/5 stars, 9/10 dentists": "number one, four point eight out of five stars, nine out of ten dentists",
    '2x1, 2x4 lumber, 5\'10", 7" phone': "two for one, two by four lumber, five foot ten, seven inch phone",
    "w/ fries w/o ice, A/C, AT&T, USB-C": "with fries without ice, A C, A T and T, U S B C",
    "the 90's, 100s of, Rocky IV, ½ off": "the nineties, hundreds of, Rocky four, half off",
    "12 fl oz, 900 sq. ft., 10 lb bag": "twelve fluid ounces, nine hundred square feet, ten pound bag",
    "SAVE20, 1080p, HR, ZIP 63101": "save twenty, ten eighty P, H R, zip six three one zero one",
    "2 tbsp oil, Dec 24-26, Dr Pepper": "two tablespoons oil, December twenty-fourth to twenty-sixth, doctor Pepper",
    "I am 30, open at 9 am": "I am thirty, open at nine A M",
    "now $9 (was $12)": "now nine dollars, was twelve dollars,",
}


@pytest.mark.parametrize(("text", "heard"), SPANISH.items(), ids=list(SPANISH))
def test_spanish_is_said_as_people_say_it(text: str, heard: str) -> None:
    assert said(text, "es") == heard


@pytest.mark.parametrize(("text", "heard"), ENGLISH.items(), ids=list(ENGLISH))
def test_english_is_said_as_people_say_it(text: str, heard: str) -> None:
    assert said(text, "en") == heard


def test_a_number_is_never_parted_from_its_unit_in_captions() -> None:
    assert shown("hoy S/ 49,90 y 20 % de 500 ml") == ["hoy", f"S/{NO_BREAK}49,90", "y", f"20{NO_BREAK}%", "de", f"500{NO_BREAK}ml"]


def test_captions_show_the_scripts_own_words_whatever_is_said() -> None:
    text = "¡Hola! 🎉 El Sr. 你好 pagó $5 «ya» — 2x1, www.a.pe…"
    assert " ".join(shown(text)).replace(NO_BREAK, " ") == text
    assert unsaid(read_script(text, "es")) == ["你好"]


@pytest.mark.parametrize(
    ("mark", "seconds"),
    [
        ("[pause 500ms]", 0.5), ("[pausa 1s]", 1.0), ("[Pausa de 1,5 segundos]", 1.5), ("[pause]", 0.5), ("[pause 800]", 0.8),
        ('<break time="300ms"/>', 0.3), ('<break strength="strong"/>', 0.8), ("[pause 90s]", 10.0),
    ],
)  # fmt: skip
def test_pauses_are_kept_as_silence_and_never_read_out(mark: str, seconds: float) -> None:
    script = read_script(f"Uno {mark} dos", "es")
    assert [item.seconds if isinstance(item, Pause) else item.spoken for item in script.items] == ["Uno", seconds, "dos"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Oferta\n**Compra _ya_** [aquí](http://x.pe/a_b):\n- uno\n* `dos`\n---\n", "Oferta Compra ya aquí: uno dos"),
        ("Somos el # 1 con a_b_c, 2 * 3 y **sin cerrar", "Somos el # 1 con a_b_c, 2 * 3 y **sin cerrar"),
    ],
)
def test_a_script_pasted_from_a_chat_shows_no_asterisks(text: str, words: str) -> None:
    assert " ".join(shown(text)) == words


def test_ssml_and_html_leave_only_their_words() -> None:
    ssml = '<speak>Hola <emphasis level="strong">mundo</emphasis> <say-as interpret-as="characters">IGV</say-as></speak>'
    assert shown(ssml) == ["Hola", "mundo", "IGV"]
    assert said('<sub alias="verde laima">Verde Lima</sub>') == "verde laima"
    assert shown("<p>Uno &lt;3</p><script>x = 1</script><!-- no --><p>dos</p>") == ["Uno", "<3", "dos"]
    assert said("<li>uno</li><li>dos</li>") == "uno. dos."
    assert shown("ho<b>la</b> Sr. <i>Ruiz</i>") == ["hola", "Sr.", "Ruiz"]
    assert said("Sr. <i>Ruiz</i>") == "señor Ruiz"
    assert shown("3 < 5 y 7 > 2") == ["3", "<", "5", "y", "7", ">", "2"]


def test_the_brands_words_are_said_as_the_brand_wants() -> None:
    lexicon = [
        {"word": "Zörblat", "spoken": "sorblat", "language": None}, {"word": "verde lima", "spoken": "verde laima", "language": "es"},
        {"word": "IGV", "spoken": "impuesto", "language": "es"}, {"word": "app", "spoken": "ap", "language": "en"},
    ]  # fmt: skip
    script = read_script("¿ZORBLAT? Los zorblats de Verde Lima, con IGV y app.", "es", lexicon)
    assert " ".join(word.spoken for word in script.words) == "¿sorblat? Los sorblates de verde laima, con impuesto y app."
    assert [word.shown for word in script.words][3:6] == ["de", "Verde", "Lima,"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hoy tenemos una oferta", "es"), ("We have a new offer today", "en"), ("Ñandú", "es"), ("Burger time", "en"),
        ("Compra el nuevo best seller con free shipping para toda la familia", "es"), ("Zorblat", "es"),
        ("Our new café opens in Lima with ceviche and pisco", "en"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_that_most_of_the_script_is_in(text: str, language: Language) -> None:
    assert read_script(text, None).language == language


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"), (" \n\t", "empty"), ("👍👍", "no words"), ("?! ... —", "no words"), ("[pause 1s]", "empty"),
        ("مرحبا بالعالم", "Arabic"), ("שלום", "Hebrew"), ("你好，世界", "Chinese"), ("こんにちは", "Japanese"), ("Привет", "Russian"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused_by_name_and_with_the_reason(text: str, told: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        read_script(text, None)
    assert refused.value.param == "script"
    assert told in refused.value.message("en")
    assert refused.value.message("es") != refused.value.message("en")


def test_letters_composed_or_not_and_invisible_signs_make_no_difference() -> None:
    assert said("cafe\u0301 ma\u00adn\u0303ana\u200b") == said("café mañana") == "café mañana"


def test_five_thousand_words_are_read_whole() -> None:
    script = read_script("Compra 2 panes por S/ 3,50 hoy. " * 900, None)
    assert len(script.words) == 6 * 900
    assert len(estimate(script)) == len(script.words)


_PIECES = st.sampled_from(
    [*string.printable, "á", "ñ", "🎉", "你", "م", "½", "²", "º", "€", "S/ ", " 12", "1/2", "10:30", "[pause ", "<b>", "<!--", "&amp;",
     "p. m.", "http://", "a@b.co", "XXI ", "Sr. ", "\u0301", "\u200d", "1.000", "\ud7ff"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=60).map("".join) | st.text(max_size=80), st.sampled_from(["es", "en", None]))
def test_any_text_at_all_is_read_or_refused_clearly(text: str, language: Language | None) -> None:
    script = read_script(f"{text} hola", language)
    with suppress(InvalidRequest):  # nothing to say
        script = read_script(text, language)
    assert all(word.shown and not word.shown.isspace() for word in script.words)
    times = estimate(script, 1.3)
    assert [time.text for time in times] == [word.shown for word in script.words]
    assert all(before.end <= after.start + 1e-9 or after.start == after.end for before, after in pairwise(times))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abzñÁ1290.,!¿?%$€/-:xhm°º'\"()🎉你", min_size=1, max_size=9), min_size=1, max_size=12))
def test_without_markup_no_word_is_lost_from_the_captions(words: list[str]) -> None:
    text = " ".join(["hola", *words])
    assert " ".join(shown(text, "es")).replace(NO_BREAK, " ") == text

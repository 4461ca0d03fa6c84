"""Currencies, units and magnitudes: how they are written, and what they are called. Tables only, with the lookups that read them."""

from __future__ import annotations

from typing import NamedTuple

from enfoads.engines.prompts.inflection import words_of
from enfoads.engines.script.numbers import Gender
from enfoads.engines.voice.base import Language

_M: Gender = "m"
_F: Gender = "f"
_NONE: Gender = ""


class Noun(NamedTuple):
    """One and many, in a language. English has no gender."""

    one: str
    many: str
    gender: Gender = "m"


class Unit(NamedTuple):
    es: Noun
    en: Noun

    def noun(self, language: Language) -> Noun:
        return self.es if language == "es" else self.en


class Currency(NamedTuple):
    es: Noun
    en: Noun
    cents_es: Noun
    cents_en: Noun

    def noun(self, language: Language) -> Noun:
        return self.es if language == "es" else self.en

    def cents(self, language: Language) -> Noun:
        return self.cents_es if language == "es" else self.cents_en


_CENTIMO, _CENTAVO, _CENT = Noun("céntimo", "céntimos"), Noun("centavo", "centavos"), Noun("cent", "cents")
_PESO = Currency(Noun("peso", "pesos"), Noun("peso", "pesos"), _CENTAVO, _CENT)

CURRENCIES = {
    "sol": Currency(Noun("sol", "soles"), Noun("sol", "soles"), _CENTIMO, _CENT),
    "dollar": Currency(Noun("dólar", "dólares"), Noun("dollar", "dollars"), _CENTAVO, _CENT),
    "euro": Currency(Noun("euro", "euros"), Noun("euro", "euros"), _CENTIMO, _CENT),
    "pound": Currency(Noun("libra", "libras", "f"), Noun("pound", "pounds"), Noun("penique", "peniques"), Noun("penny", "pence")),
    "peso": _PESO,
    "real": Currency(Noun("real", "reales"), Noun("real", "reais"), _CENTAVO, _CENT),
    "yen": Currency(Noun("yen", "yenes"), Noun("yen", "yen"), _CENTAVO, _CENT),
    "boliviano": Currency(Noun("boliviano", "bolivianos"), Noun("boliviano", "bolivianos"), _CENTAVO, _CENT),
    "colon": Currency(Noun("colón", "colones"), Noun("colon", "colones"), _CENTIMO, _CENT),
    "guarani": Currency(Noun("guaraní", "guaraníes"), Noun("guarani", "guaranies"), _CENTIMO, _CENT),
    "balboa": Currency(Noun("balboa", "balboas"), Noun("balboa", "balboas"), _CENTAVO, _CENT),
    "quetzal": Currency(Noun("quetzal", "quetzales"), Noun("quetzal", "quetzales"), _CENTAVO, _CENT),
    "rupee": Currency(Noun("rupia", "rupias", "f"), Noun("rupee", "rupees"), _CENTAVO, _CENT),
}

# What is written -> currency. "$" depends on the script: `dollar_sign`.
CURRENCY_SIGNS = {
    **dict.fromkeys(("S/.", "S/", "s/.", "s/", "S./", "PEN"), "sol"),
    "US$": "dollar", "U$S": "dollar", "USD": "dollar", "U$D": "dollar", "€": "euro", "EUR": "euro",
    "£": "pound", "GBP": "pound", "MX$": "peso", "MXN": "peso", "COP": "peso", "CLP": "peso", "ARS": "peso", "UYU": "peso", "DOP": "peso",
    "RD$": "peso", "AR$": "peso", "R$": "real", "BRL": "real", "¥": "yen", "JPY": "yen", "Bs.": "boliviano", "Bs": "boliviano",
    "BOB": "boliviano", "₡": "colon", "CRC": "colon", "₲": "guarani", "Gs.": "guarani", "B/.": "balboa",
    "PYG": "guarani", "GTQ": "quetzal", "₹": "rupee", "INR": "rupee",
    "$": "$",
}  # fmt: skip
CURRENCY_WORDS = {
    "sol": "sol", "soles": "sol", "dólar": "dollar", "dolar": "dollar", "dólares": "dollar", "dolares": "dollar", "dollar": "dollar",
    "dollars": "dollar", "euro": "euro", "euros": "euro", "libra": "", "libras": "", "peso": "peso", "pesos": "peso", "pounds": "",
    "reales": "real", "yenes": "yen", "yen": "yen", "bolivianos": "boliviano", "colones": "colon", "guaraníes": "guarani",
    "quetzales": "quetzal", "rupias": "rupee", "rupees": "rupee",
}  # fmt: skip

# Symbols | Spanish, one/many, (f) for a feminine | English
_UNITS = """
% | por ciento | percent
‰ | por mil | per thousand
° | grado/grados | degree/degrees
°C ºC | grado Celsius/grados Celsius | degree Celsius/degrees Celsius
°F | grado Fahrenheit/grados Fahrenheit | degree Fahrenheit/degrees Fahrenheit
mm | milímetro/milímetros | millimeter/millimeters
cm | centímetro/centímetros | centimeter/centimeters
m mts mt | metro/metros | meter/meters
km kms | kilómetro/kilómetros | kilometer/kilometers
m² m2 | metro cuadrado/metros cuadrados | square meter/square meters
cm² | centímetro cuadrado/centímetros cuadrados | square centimeter/square centimeters
km² | kilómetro cuadrado/kilómetros cuadrados | square kilometer/square kilometers
m³ m3 | metro cúbico/metros cúbicos | cubic meter/cubic meters
cm³ | centímetro cúbico/centímetros cúbicos | cubic centimeter/cubic centimeters
cc | centímetro cúbico/centímetros cúbicos | cc
ha | hectárea/hectáreas (f) | hectare/hectares
ft | pie/pies | foot/feet
sqft | pie cuadrado/pies cuadrados | square foot/square feet
in pulg " ” ″ '' | pulgada/pulgadas (f) | inch/inches
mg | miligramo/miligramos | milligram/milligrams
g gr grs | gramo/gramos | gram/grams
kg kgs | kilo/kilos | kilogram/kilograms
lb lbs | libra/libras (f) | pound/pounds
floz | onza/onzas (f) | fluid ounce/fluid ounces
oz | onza/onzas (f) | ounce/ounces
t | tonelada/toneladas (f) | ton/tons
ml | mililitro/mililitros | milliliter/milliliters
cl | centilitro/centilitros | centiliter/centiliters
l lt lts | litro/litros | liter/liters
gal | galón/galones | gallon/gallons
ms | milisegundo/milisegundos | millisecond/milliseconds
s seg | segundo/segundos | second/seconds
min mins | minuto/minutos | minute/minutes
h hs hr hrs | hora/horas (f) | hour/hours
km/h | kilómetro por hora/kilómetros por hora | kilometer per hour/kilometers per hour
mph | milla por hora/millas por hora (f) | mile per hour/miles per hour
m/s | metro por segundo/metros por segundo | meter per second/meters per second
kb | kilobyte/kilobytes | kilobyte/kilobytes
mb | mega/megas | megabyte/megabytes
gb | giga/gigas | gigabyte/gigabytes
tb | tera/teras | terabyte/terabytes
mbps | mega por segundo/megas por segundo | megabit per second/megabits per second
gbps | giga por segundo/gigas por segundo | gigabit per second/gigabits per second
mp | megapíxel/megapíxeles | megapixel/megapixels
px | píxel/píxeles | pixel/pixels
fps | cuadro por segundo/cuadros por segundo | frame per second/frames per second
hz | hercio/hercios | hertz
khz | kilohercio/kilohercios | kilohertz
mhz | megahercio/megahercios | megahertz
ghz | gigahercio/gigahercios | gigahertz
w | vatio/vatios | watt/watts
kw | kilovatio/kilovatios | kilowatt/kilowatts
kwh | kilovatio hora/kilovatios hora | kilowatt hour/kilowatt hours
v | voltio/voltios | volt/volts
mah | miliamperio hora/miliamperios hora | milliamp hour/milliamp hours
db | decibelio/decibelios | decibel/decibels
kcal | kilocaloría/kilocalorías (f) | kilocalorie/kilocalories
cal | caloría/calorías (f) | calorie/calories
hp cv | caballo/caballos | horsepower
¢ ctvs cts | centavo/centavos | cent/cents
und uds ud unid unids u | unidad/unidades (f) | unit/units
pza pzas pcs | pieza/piezas (f) | piece/pieces
cda cdas tbsp | cucharada/cucharadas (f) | tablespoon/tablespoons
cdta cdtas tsp | cucharadita/cucharaditas (f) | teaspoon/teaspoons
pts | punto/puntos | point/points
"""

# Units written out: they stay beside their number. Their gender decides its form ("veintiuna horas").
_MASCULINE = words_of(
    "metro metros kilómetro kilómetros centímetro centímetros milímetros gramo gramos kilo kilos kilogramos litro litros mililitros"
    " minuto minutos segundo segundos día días mes meses año años grados gigas megas voltios vatios"
)
_FEMININE = words_of("hora horas semana semanas pulgadas onzas toneladas hectáreas calorías libra libras unidad unidades cuotas")
_ENGLISH = words_of(
    "meter meters kilometer kilometers centimeters millimeters gram grams kilo kilos kilograms liter liters milliliters second seconds"
    " minute minutes hour hours day days week weeks month months year years inch inches foot feet mile miles ounce ounces pound pounds"
    " gallon gallons degrees gigabytes megabytes calories cents bucks"
)
UNIT_WORDS: dict[Language, dict[str, Gender]] = {
    "es": {**dict.fromkeys(_MASCULINE, _M), **dict.fromkeys(_FEMININE, _F)},
    "en": dict.fromkeys(_ENGLISH, _NONE),
}

_THOUSAND = (3, Unit(Noun("mil", "mil"), Noun("thousand", "thousand")))
_MILLION = (6, Unit(Noun("millón", "millones"), Noun("million", "million")))
_THOUSAND_MILLION = (9, Unit(Noun("mil millones", "mil millones"), Noun("billion", "billion")))
MAGNITUDES = {
    **dict.fromkeys(("mil", "k", "thousand"), _THOUSAND),
    **dict.fromkeys(("m", "mm", "mill", "millón", "millon", "millones", "million"), _MILLION),
    **dict.fromkeys(("b", "billion", "bn"), _THOUSAND_MILLION),
    "billones": (12, Unit(Noun("billón", "billones"), Noun("trillion", "trillion"))),
}

# After a slash: "S/ 20/mes"
_PER_ES = """
al mes: mes
al día: día dia
al año: año
a la semana: semana sem
por hora: hora h hr
por noche: noche
por persona: persona pers
el kilo: kg kilo
el litro: l lt
el metro: m metro
el metro cuadrado: m² m2
la unidad: ud u und unidad
"""
_PER_EN = """
a month: month mo
a day: day
a year: year yr
a week: week wk
an hour: hour hr h
a night: night
a person: person
a kilo: kg kilo
a pound: lb
a liter: l liter
a square meter: m² m2
each: each ea unit
"""


def _per(table: str) -> dict[str, str]:
    rows = [line.split(": ") for line in table.split("\n") if line]
    return {sign: said for said, signs in rows for sign in signs.split()}


PER: dict[Language, dict[str, str]] = {"es": _per(_PER_ES), "en": _per(_PER_EN)}


def _units(table: str) -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for line in table.split("\n"):
        if line:
            signs, es, en = line.split(" | ")
            gender: Gender = "f" if es.endswith(" (f)") else "m"
            one, _, many = es.removesuffix(" (f)").partition("/")
            one_en, _, many_en = en.partition("/")
            unit = Unit(Noun(one, many or one, gender), Noun(one_en, many_en or one_en))
            found |= dict.fromkeys(signs.split(), unit)
    return found


UNITS = _units(_UNITS)


def unit_of(written: str) -> Unit | None:
    """By its symbol, exact first: "M" is no meter."""
    if found := UNITS.get(written):
        return found
    lower = written.lower()
    if written in ("M", "K", "T", "G"):  # magnitudes, sizes, generations
        return None
    return UNITS.get(lower.replace("º", "°")) or (UNITS.get("°C") if lower in ("°c", "ºc") else None)

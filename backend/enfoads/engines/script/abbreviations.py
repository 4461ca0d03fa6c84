"""What is written short: abbreviations, acronyms, addresses of the web, handles, hashtags, signs between words."""

from __future__ import annotations

import re
from functools import cache

from enfoads.engines.prompts.glossary import glossary
from enfoads.engines.prompts.inflection import words_of
from enfoads.engines.script.language import is_small
from enfoads.engines.script.numbers import cardinal, digits
from enfoads.engines.voice.base import Language

# Written | said. A capital in "written" must be one; + after it: only before a number; . at its end: it ends no sentence.
_ES = """
sr. | señor
sra. | señora
srta. | señorita
sres. | señores
sras. | señoras
dr. | doctor
dra. | doctora
dres. | doctores
lic. | licenciado
licda. | licenciada
ing. | ingeniero
arq. | arquitecto
prof. | profesor
profa. | profesora
ud. | usted
uds. | ustedes
vd. | usted
vds. | ustedes
av. | avenida
avda. | avenida
jr. | jirón
urb. | urbanización
dpto. | departamento
depto. | departamento
mz. | manzana
lt. | lote
c/ | calle
cdra. | cuadra
esq. | esquina
km. | kilómetro
tel. | teléfono
teléf. | teléfono
telf. | teléfono
cel. | celular
ext. | extensión
anx. | anexo
etc. | etcétera
ej. | ejemplo
p.ej. | por ejemplo
aprox. | aproximadamente
máx. | máximo
mín. | mínimo
pág. | página
págs. | páginas
art. | artículo
cap. | capítulo
vol. | volumen
núm. | número
nro. | número
n.º | número
nº | número
n° | número
no.+ | número
vs. | contra
vs | contra
dcto. | descuento
dto. | descuento
incl. | incluye
unid. | unidad
und. | unidad
uds.+ | unidades
cía. | compañía
ee.uu. | Estados Unidos
eeuu | Estados Unidos
s.a. | ese a
s.a.c. | ese a ce
s.r.l. | ese erre ele
s.l. | ese ele
a.m. | de la mañana
p.m. | de la tarde
a.c. | antes de Cristo
d.c. | después de Cristo
d.f. | de efe
r.u.c. | ruc
ene. | enero
feb. | febrero
abr. | abril
ago. | agosto
sept. | septiembre
oct. | octubre
nov. | noviembre
dic. | diciembre
lun. | lunes
mié. | miércoles
jue. | jueves
vie. | viernes
sáb. | sábado
dom. | domingo
w/ | con
c/u | cada uno
c/u. | cada uno
s/n | sin número
p/ | para
tb. | también
q | que
xq | porque
"""
_EN = """
mr. | mister
mrs. | missus
ms. | miz
dr. | doctor
prof. | professor
st. | street
ave. | avenue
blvd. | boulevard
rd. | road
apt. | apartment
dept. | department
jr. | junior
sr. | senior
no.+ | number
nos.+ | numbers
vs. | versus
vs | versus
etc. | et cetera
e.g. | for example
i.e. | that is
approx. | approximately
est. | established
inc. | incorporated
ltd. | limited
co. | company
corp. | corporation
vol. | volume
tel. | telephone
ext. | extension
min. | minimum
max. | maximum
misc. | miscellaneous
u.s. | U S
u.s.a. | U S A
u.k. | U K
a.m. | A M
p.m. | P M
am+ | A M
jan. | January
feb. | February
aug. | August
sept. | September
oct. | October
nov. | November
dec. | December
mon. | Monday
tue. | Tuesday
wed. | Wednesday
thu. | Thursday
fri. | Friday
w/ | with
w/o | without
b/c | because
"""
_ALPHABET = "abcdefghijklmnñopqrstuvwxyz"
_LETTER_NAMES = "a be ce de e efe ge hache i jota ka ele eme ene eñe o pe cu erre ese te u ve doble_ve equis ye zeta".split()  # noqa: SIM905
_LETTERS_ES = dict(zip(_ALPHABET, _LETTER_NAMES, strict=True))
# Said as words, or in their own way, though they could be spelled, or the other way round.
_OWN_ES = """
vip=vip wifi=wifi wi-fi=wifi led=led ruc=ruc pyme=pyme igv=i_ge_ve tv=te_ve ok=okey ceo=ci_i_o qr=cu_erre ia=i_a ai=ei_ai usa=u_ese_a
ue=u_e id=i_de pc=pe_ce dj=di_yei ii=dos iii=tres off=off app=app tiktok=tictok youtube=yutub whatsapp=guasap facebook=feisbuk iphone=aifon
"""
_OWN_EN = """
wifi=wifi led=L_E_D ai=A_I usa=U_S_A ceo=C_E_O id=I_D asap=asap ok=okay diy=D_I_Y faq=F_A_Q uk=U_K eu=E_U vip=V_I_P app=app tiktok=tick_tock
"""


def _own(table: str) -> dict[str, str]:
    return {written: said.replace("_", " ") for written, _, said in (pair.partition("=") for pair in table.split())}


_WORDS_IN_CAPITALS: dict[Language, dict[str, str]] = {"es": _own(_OWN_ES), "en": _own(_OWN_EN)}
_SIGNS = {
    "es": {
        "&": "y",
        "+": "más",
        "=": "igual a",
        "%": "por ciento",
        "@": "arroba",
        "€": "euros",
        "$": "dólares",
        "£": "libras",
        "°": "grados",
    },
    "en": {"&": "and", "+": "plus", "=": "equals", "%": "percent", "@": "at", "€": "euros", "$": "dollars", "£": "pounds", "°": "degrees"},
}
_NAMES = {
    "es": {".": "punto", "@": "arroba", "/": "barra", "-": "guion", "_": "guion bajo", "#": "hashtag", "+": "más"},
    "en": {".": "dot", "@": "at", "/": "slash", "-": "dash", "_": "underscore", "#": "hashtag", "+": "plus"},
}
_ENDINGS_SAID = words_of("com net org edu gob gov info app shop store online pe co es mil biz blog club tech dev")

_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[A-Za-z]{2,10})"
    r"(?P<path>(?::[0-9]{1,5})?(?:/[^\s?#]{0,200})?)(?:[?#]\S{0,2000})?"
)
_MAIL = re.compile(r"(?P<user>[\w.+-]{1,64})@(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[A-Za-z]{2,10})")
_HANDLE = re.compile(r"@(?P<name>\w[\w.]{0,60})")
_HASHTAG = re.compile(r"#(?P<name>\w[\w-]{0,100})")
_CAMEL = re.compile(r"[A-ZÁÉÍÓÚÑ]{2,}(?![a-záéíóúñ])|[A-ZÁÉÍÓÚÑ]?[a-záéíóúüñ]+|[A-ZÁÉÍÓÚÑ]|[0-9]+|[^\W\d_]+")
_RUNS = re.compile(r"[0-9]+|[^\W\d_]+")
_VOWELS = frozenset("aeiouáéíóú")
_PRONOUNCEABLE = re.compile(
    r"(?:[bcdfgkpt]r|[bcfgkp]l|[cst]h|s[pt]|qu|[bcdfghjklmnñprstvwxyz])?[aeiouáéíóú]{1,2}"
    r"(?:[bcdfghjklmnñpqrstvwxyz]{1,2}[aeiouáéíóú]{1,2}){0,4}[lmnrsdzxcty]?",
    re.IGNORECASE,
)


TITLES = words_of(
    "sr sra srta sres sras dr dra dres lic licda ing arq prof profa av avda jr urb esq km tel teléf telf cel nro núm no mr mrs ms st ave"
)


@cache
def _table(language: Language) -> dict[str, str]:
    rows = [line.partition(" | ") for line in (_ES if language == "es" else _EN).split("\n") if line]
    return {written: said for written, _, said in rows}


def abbreviation(written: str, language: Language, *, before_number: bool, capital: bool = False) -> str:
    """What it stands for, "" for what is none. `written`: with its dot; `before_number`: a number follows. In English St. is a saint's
    before a `capital`, when that is a name."""
    lower = written.lower()
    table = _table(language)
    said = (table.get(f"{lower}+", "") if before_number else "") or table.get(lower, "")
    return "saint" if lower == "st." and language == "en" and capital else said


def spelled(letters: str, language: Language) -> str:
    """Letter by letter: "i ge uve", "U S A". Digits are said as digits."""
    if language == "en":
        return " ".join(digits(char, "en") if "0" <= char <= "9" else char.upper() for char in letters if char.isalnum())
    names = [
        _LETTERS_ES.get(_plain(char), digits(char, "es") if "0" <= char <= "9" else char) for char in letters.lower() if char.isalnum()
    ]
    return " ".join(names).replace("_", " ")


def _plain(char: str) -> str:
    return "aeiouu"["áéíóúü".index(char)] if char in "áéíóúü" else char


def capitals(word: str, language: Language, *, shouted: bool) -> str:
    """A word in capitals: an acronym that is spelled or said as a word. `shouted`: the words around it are in capitals, too."""
    lower = word.lower()
    if own := _WORDS_IN_CAPITALS[language].get(lower):
        return own
    if len(word) > 5 or is_small(lower, language) or _is_known(lower, language):
        return lower
    short = 3 if language == "en" and not shouted else 2  # letters that are spelled even where they could be said
    return lower if len(word) > short and _can_be_said(word) else spelled(word, language)


def _is_known(lower: str, language: Language) -> bool:
    return lower in glossary() if language == "es" else len(lower) > 2 and lower in glossary().english


def _can_be_said(word: str) -> bool:
    return bool(_PRONOUNCEABLE.fullmatch(word))


def brand(word: str, language: Language) -> str:
    """Well-known names that this language reads its own way; "" for the others."""
    return _WORDS_IN_CAPITALS[language].get(word.lower(), "") if len(word) > 3 else ""


def sign(char: str, language: Language) -> str:
    """A sign that stands alone, "" for one without a name."""
    return _SIGNS[language].get(char, "")


def address(written: str, language: Language) -> str:
    """A web address, an e-mail address, a handle or a hashtag, "" for what is none."""
    if "@" in written:
        if match := _MAIL.fullmatch(written):
            return f"{_pieces(match['user'], language)} {_NAMES[language]['@']} {_host(match['host'], language)}"
        if match := _HANDLE.fullmatch(written):
            return f"{_NAMES[language]['@']} {_pieces(match['name'], language)}"
    elif written.startswith("#"):
        if match := _HASHTAG.fullmatch(written):
            return f"{_NAMES[language]['#']} {_pieces(_offer(match['name'], language), language)}"
    elif "." in written and (match := _ADDRESS.fullmatch(written)) and _is_host(match["host"], written):
        path = match["path"].strip("/:")
        slash = _NAMES[language]["/"]
        return _host(match["host"], language) + (f" {slash} {_pieces(path, language)}" if path else "")
    return ""


def _offer(name: str, language: Language) -> str:
    """A hashtag's underscores are spaces, and 2x1 is an offer in it, too."""
    by = " por " if language == "es" else " for "
    return re.sub(r"(?<=[0-9])[xX](?=[0-9])", by, name.replace("_", " "))


def _is_host(host: str, written: str) -> bool:
    """ "fin.Ahora" and "3.5" are none: an address has a scheme, www, a path or a known ending, in small letters."""
    ending = host.rpartition(".")[2]
    return written.startswith(("http", "www.")) or (ending.islower() and (ending in _ENDINGS_SAID or "/" in written or len(ending) == 2))


def _host(host: str, language: Language) -> str:
    """Endings of two letters that are no word of their own are spelled."""
    names = host.split(".")
    dot = f" {_NAMES[language]['.']} "
    said = [_pieces(name, language) for name in names[:-1]]
    ending = names[-1].lower()
    spoken = (language == "es" and ending in _ENDINGS_SAID) or len(ending) > 2
    return dot.join([*said, ending if spoken else spelled(ending, language)])


def _pieces(text: str, language: Language) -> str:
    """Words inside of a name: "VerdeLima2" is "Verde Lima dos"; what stands between them is named."""
    said = []
    for run in re.findall(r"[^\W_]+|[^\w\s]|_", text):
        if run in _NAMES[language]:
            said.append(_NAMES[language][run])
        elif run.isalnum():
            said += [_piece(piece, language) for piece in _CAMEL.findall(run)]
    return " ".join(said)


def _piece(piece: str, language: Language) -> str:
    if piece[0].isdigit() and piece.isascii():
        return cardinal(int(piece), language) if len(piece) < 5 and piece[0] != "0" else digits(piece, language)
    return capitals(piece, language, shouted=False) if piece.isupper() and len(piece) > 1 else piece


def mixed(word: str, language: Language) -> str:
    """Letters and digits in one: "MP3", "B2B", "iPhone15"."""
    said = []
    for run in _RUNS.findall(word):
        if "0" <= run[0] <= "9":
            said.append(_piece(run, language))
        elif len(run) <= 2 or (run.isupper() and len(run) <= 4):
            said.append(_WORDS_IN_CAPITALS[language].get(run.lower()) or spelled(run, language))
        else:
            said.append(brand(run, language) or run)
    return " ".join(said)

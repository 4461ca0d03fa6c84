"""What is written short, and names that a language reads its own way: abbreviations, acronyms, letters with digits, signs between words.

Tables and their lookups. In a table, _ is a space; a mark behind what is written says when it holds: + before a number, ^ before a capital.
"""

from __future__ import annotations

import re

from enfoads.engines.prompts.glossary import glossary
from enfoads.engines.prompts.inflection import words_of
from enfoads.engines.script.language import is_small
from enfoads.engines.script.numbers import cardinal, digits, grouped, year
from enfoads.engines.voice.base import Language

_SHORT_ES = """
sr.=señor sra.=señora srta.=señorita sres.=señores sras.=señoras dr.=doctor dra.=doctora dres.=doctores lic.=licenciado licda.=licenciada
ing.=ingeniero arq.=arquitecto prof.=profesor profa.=profesora mons.=monseñor gral.=general fco.=Francisco sto.^=santo sta.^=santa
ud.=usted uds.=ustedes vd.=usted vds.=ustedes atte.=atentamente
av.=avenida ave.^=avenida avda.=avenida jr.=jirón psje.=pasaje pza.^=plaza plza.=plaza ctra.=carretera carr.=carretera cra.=carrera
c/^=calle c/=con p/=para s/=sin w/=con blvd.=bulevar urb.=urbanización fracc.=fraccionamiento col.^=colonia edif.=edificio
dpto.=departamento
depto.=departamento int.+=interior of.+=oficina mz.=manzana lt.=lote cdra.=cuadra esq.=esquina dist.^=distrito prov.^=provincia nte.=norte
izq.=izquierda dcha.=derecha ref.=referencia km=kilómetro km.=kilómetro hab.=habitaciones dorm.=dormitorios
tel.=teléfono teléf.=teléfono telf.=teléfono tlf.=teléfono tfno.=teléfono cel.=celular ext.=extensión anx.=anexo cód.=código cod.=código
etc.=etcétera ej.=ejemplo p.ej.=por_ejemplo aprox.=aproximadamente máx.=máximo mín.=mínimo pág.=página págs.=páginas art.=artículo
cap.=capítulo vol.=volumen mod.=modelo núm.=número nro.=número n.º=número n.°=número nº=número n°=número no.+=número vs.=contra vs=contra
dcto.=descuento dscto.=descuento dto.=descuento desc.=descuento dcto=descuento dscto=descuento incl.=incluido incl=incluido cía.=compañía
pza.=pieza unid.=unidad und.=unidad ee.uu.=Estados_Unidos eeuu=Estados_Unidos s.a.=ese_a s.a.c.=ese_a_ce s.r.l.=ese_erre_ele s.l.=ese_ele
a.m.=de_la_mañana p.m.=de_la_tarde a.c.=antes_de_Cristo d.c.=después_de_Cristo r.u.c.=ruc a/c=aire_acondicionado
ene.=enero feb.=febrero abr.=abril jun.=junio jul.=julio ago.=agosto set.+=septiembre sep.=septiembre sept.=septiembre oct.=octubre
nov.=noviembre dic.=diciembre lun.=lunes mié.=miércoles jue.=jueves vie.=viernes sáb.=sábado dom.=domingo
lun=lunes mié=miércoles vie=viernes sáb=sábado sab=sábado l-v=lunes_a_viernes l-s=lunes_a_sábado l-d=lunes_a_domingo
kg=kilo kg.=kilo m2=metro_cuadrado m²=metro_cuadrado hrs=horas hrs.=horas ph=pe_hache
c/u=cada_uno c/u.=cada_uno s/n=sin_número tb.=también tmb=también q=que xq=porque p.e.=por_ejemplo ej=ejemplo s/i=sin_intereses
s/int=sin_intereses
s/int.=sin_intereses cta.=cuenta wsp=guasap dto=descuento xfa=porfa tqm=te_quiero_mucho
"""
_SHORT_EN = """
mr.=mister mrs.=missus ms.=miz dr.^=doctor dr.=drive prof.=professor st.^=saint st.=street ave.=avenue blvd.=boulevard rd.=road
hwy.=highway
ste.+=suite rm.+=room fl.+=floor apt.=apartment dept.=department jr.=junior sr.=senior no.+=number
nos.+=numbers vs.=versus vs=versus etc.=et_cetera
e.g.=for_example i.e.=that_is approx.=approximately est.+=established est.=estimated
inc.=incorporated ltd.=limited co.=company corp.=corporation
vol.=volume tel.=telephone ext.=extension min.=minimum max.=maximum misc.=miscellaneous incl.=included a.m.=A_M p.m.=P_M
jan.=January feb.=February aug.=August sept.=September sep.=September oct.=October nov.=November dec.=December
jan+=January feb+=February apr+=April aug+=August sept+=September sep+=September oct+=October nov+=November dec+=December
mon.=Monday tue.=Tuesday tues.=Tuesday wed.=Wednesday thu.=Thursday thurs.=Thursday fri.=Friday
mon=Monday tue=Tuesday thu=Thursday fri=Friday m-f=Monday_to_Friday
w/=with w/o=without b/c=because a/c=A_C lb=pound lbs=pounds oz=ounce kg=kilogram km=kilometer hrs=hours hr=hour ph=P_H
"""
_DAYS = """
lun=lunes mar=martes mié=miércoles mie=miércoles jue=jueves vie=viernes sáb=sábado sab=sábado dom=domingo
mon=Monday tue=Tuesday tues=Tuesday wed=Wednesday thu=Thursday thurs=Thursday fri=Friday sat=Saturday sun=Sunday
"""
_ALPHABET = "abcdefghijklmnñopqrstuvwxyz"
_LETTER_NAMES = "a be ce de e efe ge hache i jota ka ele eme ene eñe o pe cu erre ese te u ve doble_ve equis ye zeta".split()  # noqa: SIM905
_LETTERS_ES = dict(zip(_ALPHABET, _LETTER_NAMES, strict=True))
# Said as words, or in their own way, though they could be spelled, or the other way round; and English names that eSpeak reads as Spanish.
_OWN_ES = """
vip=vip wifi=wifi wi-fi=wifi led=led oled=oled ruc=ruc pyme=pyme igv=i_ge_ve tv=te_ve ok=okey ceo=ci_i_o qr=cu_erre ia=i_a ai=ei_ai
usa=u_ese_a
ue=u_e id=i_de pc=pe_ce dj=di_yei ii=dos iii=tres xl=equis_ele off=off app=app ios=i_o_ese gta=ge_te_a msi=meses_sin_intereses
hot=jot new=niu love=lav
tiktok=tictok youtube=yutub whatsapp=guasap facebook=feisbuk instagram=ínstagram gmail=yimeil messenger=mésenyer bluetooth=blutuz
iphone=aifon ipad=aipad macbook=macbuk airpods=érpods playstation=pleisteishon smartphone=smartfon gamer=gueimer streaming=strimin
online=onlain email=imeil e-mail=imeil ecommerce=ícomers newsletter=niusléter feedback=fídbak cyber=saiber friday=fraidei monday=mondei
cyberwow=saiberwau wow=wau full=ful free=fri look=luk show=shou live=laiv like=laik baby=beibi cashback=cashbak coach=couch
jeans=yins hoodie=judi sneaker=sníker legging=leguin blazer=bléiser oversize=oversais vintage=víntach outfit=áutfit shopping=shopin
skincare=skínker makeup=méikap shampoo=champú gym=yim delivery=delíveri takeaway=teikawei burger=búrguer cheesecake=chiskeik
cupcake=capkeik brownie=brauni mcdonald's=macdonals cookie=kuki donut=dónat coffee=cofi gourmet=gurmé buffet=bufé croissant=cruasán
boutique=butik
"""
_OWN_EN = """
wifi=wifi led=L_E_D uhd=U_H_D ai=A_I usa=U_S_A ceo=C_E_O id=I_D asap=asap ok=okay diy=D_I_Y faq=F_A_Q uk=U_K eu=E_U vip=V_I_P app=app
ram=ram ipa=I_P_A sim=sim
gif=gif zip=zip tiktok=tick_tock 720p=seven_twenty_P 1080p=ten_eighty_P
"""


def _entries(table: str) -> dict[str, str]:
    return {written: said.replace("_", " ") for written, _, said in (pair.partition("=") for pair in table.split())}


_SHORT: dict[Language, dict[str, str]] = {"es": _entries(_SHORT_ES), "en": _entries(_SHORT_EN)}
_OWN: dict[Language, dict[str, str]] = {"es": _entries(_OWN_ES), "en": _entries(_OWN_EN)}
_WEEK = _entries(_DAYS)
_FULL_DAYS = frozenset(name.lower() for name in _WEEK.values())
_SIGNS: dict[Language, dict[str, str]] = {
    "es": {"=": "igual a"} | _entries("&=y +=más %=por_ciento @=arroba €=euros $=dólares £=libras °=grados #=número x=por"),
    "en": {"=": "equals"} | _entries("&=and +=plus %=percent @=at €=euros $=dollars £=pounds °=degrees #=number"),
}
_JOINTS: dict[Language, dict[str, str]] = {"es": {"/": " o ", "&": " y ", "+": " más "}, "en": {"/": " or ", "&": " and ", "+": " plus "}}
UNTIL: dict[Language, str] = {"es": "a", "en": "to"}
_JOINT = re.compile(r"([-/&+])")
_RUNS = re.compile(r"[0-9]+|[^\W\d_]+|[+%&=]")
_NUMBER_SIGN = re.compile(r"n[º°]\.?(?=[0-9])", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouyáéíóúü]", re.IGNORECASE)
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?")
_PRONOUNCEABLE = re.compile(
    r"(?:[bcdfgkpt]r|[bcfgkp]l|[cst]h|s[pt]|qu|[bcdfghjklmnñprstvwxyz])?[aeiouáéíóú]{1,2}"
    r"(?:[bcdfghjklmnñpqrstvwxyz]{1,2}[aeiouáéíóú]{1,2}){0,4}[bcdfgklmnprstxyz]?",
    re.IGNORECASE,
)
# Their dot ends no sentence, whatever follows. Those of people are often written without one.
_ALSO_WORDS = frozenset(("ave.", "col."))  # a bird, cabbage
_SMALL_ONLY = words_of("m2 hr q max.")  # "M2", "HR", "Q" and "Max." are others
PERSONS = words_of("sr sra srta dr dra ing lic arq prof profa mr mrs ms av jr")
TITLES = PERSONS | words_of(
    "sres sras dres licda mons gral fco sto sta avda ave psje pza ctra carr cra blvd urb fracc col edif int of mz lt dist prov esq ref km"
    " tel teléf telf tlf tfno cel nro núm no mod st vs"
)


def abbreviation(written: str, language: Language, *, before_number: bool = False, before_capital: bool = False) -> str:
    """What it stands for, "" for what is none. `written`: with its dot, if it has one."""
    lower, table = written.lower(), _SHORT[language]
    before_capital = before_capital and (written[0].isupper() or lower not in _ALSO_WORDS)
    if lower in _SMALL_ONLY and written != lower:
        return ""
    said = (table.get(f"{lower}+", "") if before_number else "") or (table.get(f"{lower}^", "") if before_capital else "")
    if found := said or table.get(lower, ""):
        return found
    if before_capital and lower in PERSONS and written[0].isupper():
        return table.get(f"{lower}.^") or table.get(f"{lower}.", "")
    if _DOTTED.fullmatch(written):
        letters = written.replace(".", "")
        return _OWN[language].get(letters.lower()) or spelled(letters, language)
    return ""


def day(word: str) -> str:
    """Of the week, when it is the name of one, in full or short; "" otherwise."""
    lower = word.lower()
    return _WEEK.get(lower, "") or (word if lower in _FULL_DAYS else "")


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
    if own := _own(lower, language):
        return own
    if len(word) > 5 or is_small(lower, language) or _is_known(lower, language):
        return lower
    short = 3 if language == "en" and not shouted else 2  # letters that are spelled even where they could be said
    return lower if len(word) > short and _PRONOUNCEABLE.fullmatch(word) else spelled(word, language)


def _is_known(lower: str, language: Language) -> bool:
    return lower in glossary() if language == "es" else len(lower) > 2 and lower in glossary().english


def brand(word: str, language: Language) -> str:
    """Well-known names that this language reads its own way; "" for the others, and for short words that may be others in small letters."""
    lower = word.lower()
    return _own(lower, language) if len(word) > 3 or word not in (lower, lower.capitalize()) or not _VOWEL.search(word) else ""


def _own(lower: str, language: Language) -> str:
    own = _OWN[language]
    if found := own.get(lower):
        return found
    single = own.get(lower[:-1], "") if len(lower) > 4 and lower.endswith("s") else ""
    return single and f"{single}s"


def sign(char: str, language: Language) -> str:
    """A sign that stands alone, "" for one without a name."""
    return _SIGNS[language].get(char, "")


def piece(part: str, language: Language) -> str:
    """Letters alone or digits alone, inside of a name."""
    if part[0].isdigit() and part.isascii():
        if len(part) > 4 or part[0] == "0":
            return digits(part, language)
        return year(int(part), language) if part[:2] in ("19", "20") else cardinal(int(part), language)
    return capitals(part, language, shouted=False) if part.isupper() and len(part) > 1 else brand(part, language) or part


def mixed(word: str, language: Language) -> str:
    """Letters and digits in one: "MP3", "B2B", "iPhone15", "VERANO20"."""
    if own := _OWN[language].get(word.lower()):
        return own
    runs = _RUNS.findall(_NUMBER_SIGN.sub("", word))
    if all(map(str.isdigit, runs)) and len(runs) > 2:  # of an account
        return grouped(word, language)
    said = [sign(run, language) or (spelled(run, language) if run.isalpha() and _is_letters(run) else piece(run, language)) for run in runs]
    return " ".join([sign("#", language), *said] if _NUMBER_SIGN.match(word) else said)


def _is_letters(run: str) -> bool:
    return len(run) == 1 or not _VOWEL.search(run)


def compound(word: str, language: Language) -> str:
    """A word, or several that a hyphen, a slash, & or + joins: each is said by itself."""
    if word.lower() in ("y/o", "and/or"):
        return "y o" if language == "es" else "and or"
    if own := brand(word, language):
        return own
    *rest, last = _JOINT.split(word)
    if not rest:
        return word
    if len(rest) == 2 and rest[1] == "-" and (first := day(rest[0])) and (end := day(last)):
        return f"{first} {UNTIL[language]} {end}"
    said = [
        _part(part, word, language) if place % 2 == 0 else _JOINTS[language].get(part, part) for place, part in enumerate([*rest, last])
    ]
    plain = "".join(said) == word
    return "".join(one if plain or one != "-" else " " for one in said)


def _part(part: str, word: str, language: Language) -> str:
    if not part.isupper() or len(part) < 2:
        return brand(part, language) or part
    return spelled(part, language) if "&" in word and len(part) < 4 else capitals(part, language, shouted=False)

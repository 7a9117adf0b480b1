"""News-like articles for measuring: invented, varied, as many as wanted, the same in every run.

Sentences are drawn from patterns with changing names, places, numbers and days, so that hardly a paragraph recurs, and
the language model has as much to do as with real news.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

_PLACES = (
    "Gao Kayes Segou Mopti Kidal Zinder Maradi Agadez Diffa Bamenda Garoua Maroua Beira Nampula Pemba Tete Goma Bukavu "
    "Butembo Bunia Kisumu Garissa Lamu Mombasa Quetta Multan Sukkur Kandahar Herat Mazar Osh Jalal-Abad Mosul Kirkuk Basra "
    "Homs Hama Aleppo Latakia Sumy Poltava Izmail Gori Ganja Mandalay Bago Davao Iligan Padang Kupang Cali Pasto Cucuta"
).split()
_PEOPLE = (
    "Amina Diarra, Joao Mabote, Grace Wanjiru, Tariq Mengal, Elena Kovalenko, Farid Rahimi, Aye Thiri, Maria Salazar, "
    "Joseph Kambale, Nino Beridze, Ibrahim Sani, Ruth Achieng, Carlos Pizarro, Dewi Lestari, Samir Haddad"
).split(", ")
_OFFICES = (
    "governor",
    "police chief",
    "health minister",
    "army spokesman",
    "mayor",
    "aid coordinator",
    "district judge",
)
_GROUPS = (
    "gunmen",
    "soldiers",
    "protesters",
    "rebels",
    "police officers",
    "residents",
    "striking teachers",
    "militiamen",
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PATTERNS = (
    "{Group} attacked a convoy near {place} on {day}, killing {n} people and wounding {m}, the {office} said.",
    '"We have seen nothing like this in {n} years," said {person}, the {office} of {place}.',
    "Thousands of people marched through {place} on {day} to demand that the {office} resign.",
    "The {office} denied that {group} had fired on the crowd in {place}.",
    "At least {n} houses were destroyed when floods swept through the districts south of {place} late on {day}.",
    "Talks between the government and {group} are to begin in {place} next week, according to {person}.",
    "An explosion at a market in {place} injured {m} people, {person} told reporters, adding that the cause was not known.",
    "The price of maize in {place} has risen by {n} per cent since the start of the month, traders said.",
    "{person}, who has led the commission since 20{n}, declined to comment on the arrests in {place}.",
    "Two of the {n} {group} detained in {place} were released on {day} after their families paid a fine.",
    "The {office} said that roads to {place} would be reopened within {m} days if the rain eased.",
    "Residents of {place} said they heard gunfire for {n} hours before {group} withdrew towards {other}.",
    "In {place}, schools stayed closed for a second week as teachers waited for wages promised in {month}.",
    "{person} called on {group} to lay down their arms, and said that an amnesty had been signed in {other}.",
)
_MONTHS = "January February March April May June July August September October November December".split()


def articles(count: int, seed: int = 7, sentences: int = 18) -> Iterator[dict[str, str]]:
    """Yield ``count`` articles as rows for ``dateline read``, about 330 words each."""
    draw = random.Random(seed)
    for number in range(count):
        day = date(2027, 1, 1) + timedelta(days=draw.randrange(365))
        said = [_sentence(draw) for _ in range(sentences)]
        text = "\n\n".join(" ".join(said[at : at + 2]) for at in range(0, len(said), 2))
        yield {"id": f"a{number}", "outlet": f"outlet{number % 40}", "published": day.isoformat(), "text": text}


def _sentence(draw: random.Random) -> str:
    group = draw.choice(_GROUPS)
    return draw.choice(_PATTERNS).format(
        place=draw.choice(_PLACES),
        other=draw.choice(_PLACES),
        person=draw.choice(_PEOPLE),
        office=draw.choice(_OFFICES),
        group=group,
        Group=group.capitalize(),
        day=draw.choice(_DAYS),
        month=draw.choice(_MONTHS),
        n=draw.randrange(2, 60),
        m=draw.randrange(2, 90),
    )

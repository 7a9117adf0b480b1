"""What is told together: nouns that are coordinated or listed, also where the parse takes a list for a description."""

from dateline.data.persons import gender_words
from dateline.model import Parse, Token


def listed(parse: Parse, one: Token, other: Token) -> bool:
    """Tell a list that the parse takes for a description: "Ann Bell, Joe Ray and Al Dunn", "his wife, Ann; his son, Joe"."""
    mark = parse.tokens[parse.edges(other.i)[0] - 1]
    if mark.text == ";":
        return True
    headline = mark.text == "," and _bare(parse, one) and _bare(parse, other) and one.tag == other.tag == "NN"
    if headline:  # "shooting of mother, brother"
        return one.lower in gender_words() and other.lower in gender_words()
    if one.ent != "PERSON" or other.ent != "PERSON" or mark.text != ",":
        return False
    return bool(parse.kids(one.i, "compound") and parse.kids(other.i, "compound")) and one.lower != other.lower


def _bare(parse: Parse, noun: Token) -> bool:
    """Tell whether the noun stands without article or other words of its own, as in a headline."""
    return all(k.dep in ("appos", "conj", "cc", "punct") for k in parse.kids(noun.i))


def above(parse: Parse, noun: Token) -> Token | None:
    """Return the noun that a noun is listed with or counted in: "a boy and a man", "five people, including an infant"."""
    head = parse.tokens[noun.head]
    if noun.dep == "conj" and head.pos not in ("VERB", "AUX"):
        return head
    if noun.dep == "pobj" and head.lower == "including" and head.dep == "prep":
        return parse.tokens[head.head]
    return None

"""Status: what the words around a deed make of it."""

from collections.abc import Callable

import pytest

from dateline.model import Parse, Reading, Report, Span
from dateline.stages.events.status import status_of
from dateline.stages.statements import find_statements

Parser = Callable[..., Parse]

# The trigger is marked with asterisks; every sentence is invented.
CASES = [
    # tense
    ("Troops *attacked* the airfield on Monday.", "happened"),
    ("Rebels have *seized* the radio station in Gao.", "happened"),
    ("The army is *shelling* the northern suburbs of Aden.", "ongoing"),
    ("Volunteers were still *searching* the ruins on Sunday.", "ongoing"),
    ("The two armies have been *fighting* over the ridge since May.", "ongoing"),
    ("The port is *blockaded* by the navy.", "ongoing"),
    ("Every night the suburbs are subjected to mortar *attacks*, the mayor said.", "ongoing"),
    ("The port was subjected to a rebel *bombardment* on Monday.", "happened"),
    ("The country needs more money to protect itself against air *attacks*.", "hypothetical"),
    ("The president will *visit* Nairobi next week.", "planned"),
    ("The ministers are expected to *meet* in Oslo on Friday.", "planned"),
    ("The union plans to *strike* from Thursday.", "planned"),
    ("The two sides are to *meet* again in Oslo in May.", "planned"),
    ("The army is preparing to *retake* the town.", "planned"),
    ("The council agreed to *withdraw* its police.", "planned"),
    ("The navy sent two ships to *evacuate* the islanders.", "planned"),
    # gathering for a deed is already the deed
    ("Thousands gathered to *protest* against the tax.", "happened"),
    # modals and conditions
    ("The rebels could *attack* the depot again.", "hypothetical"),
    ("If the rebels *attack* the depot, the road will close.", "hypothetical"),
    ("Unless they are *paid*, the nurses will walk out.", "hypothetical"),
    ("Diplomats fear an *invasion* of the island.", "hypothetical"),
    ("The patrol prevented an *ambush* near Kidal.", "hypothetical"),
    # negation
    ("The army did not *bomb* the hospital.", "denied"),
    ("There was no *attack* on the convoy.", "denied"),
    ("The ministry denied that its planes had *bombed* the market.", "denied"),
    ("The mayor denied *ordering* the raid.", "denied"),
    ("The ministry denied any *attack* on the convoy.", "denied"),
    ("The rebels rejected accusations that they had *burned* the church.", "denied"),
    ("The police denied claims that officers *shot* the student.", "denied"),
    ("The police did not deny claims that officers *shot* the student.", "happened"),
    ("The general did not deny that troops had *shelled* the village.", "happened"),
    # a negated saying denies nothing
    ("The spokesman did not say that the bridge was *hit*.", "hypothetical"),
    # threats and calls
    ("The militia threatened to *bomb* the pipeline.", "threatened"),
    ("Bandits repeated a threat to *kidnap* teachers.", "threatened"),
    ("The bishop urged the rebels to *release* the hostages.", "called_for"),
    ("Opposition leaders called for a general *strike*.", "called_for"),
    ("The unions called for *protests* in the capital.", "called_for"),
    ("Unions have *called* a strike for Thursday.", "called_for"),
    ("The council announced a *march* for Saturday.", "planned"),
    ("Unions *called* a strike on Thursday.", "happened"),
    ("The envoy demanded that the militia *withdraw*.", "called_for"),
    ("The hostages must be *released* at once, the envoy said.", "called_for"),
    # what stands behind "after" is taken as given
    ("The bishop urged people to stay at home after the *shelling* of the market.", "happened"),
    ("The government vowed to rebuild the bridge that was *destroyed* in June.", "happened"),
    ("The minister promised help for families *displaced* by the flood.", "happened"),
    # deeds of speech have happened
    ("Peru *accused* its neighbour of spying.", "happened"),
    ("The embassy is *warning* travellers of unrest.", "happened"),
    ("The king *refused* to sign the law.", "happened"),
    # reported deeds stay as told
    ("Police said that gunmen had *killed* a farmer.", "happened"),
    ("Residents accused soldiers of *looting* shops.", "happened"),
    ("The mayor said the council would *close* the camp in June.", "planned"),
    ("The army said its troops were *advancing* on the town.", "ongoing"),
    # nouns take the tense of a light verb
    ("The army will launch an *offensive* in the valley.", "planned"),
    ("The army launched an *offensive* in the valley.", "happened"),
    ("*Talks* between the two sides are continuing in Geneva.", "ongoing"),
    ("Shopkeepers closed early before the planned *march* through the city.", "planned"),
    ("The court condemned the *attack* on the mosque.", "happened"),
    ("The minister rejected calls to *resign*.", "called_for"),
    ("The deputy called the *strike* a disgrace.", "happened"),
    ("The men were charged with attempted *murder*.", "happened"),
    ("The family asked neighbours to *search* their sheds.", "called_for"),
    ("Farmers blocked the motorway to *demand* cheaper fuel.", "happened"),
    ("Guards described two attempts to *storm* the palace.", "happened"),
    ("The guards were going to *arrest* him.", "planned"),
    ("Two people are *shot* after a quarrel in Lyon.", "happened"),
    ("The court heard that he had been *stealing* cars.", "happened"),
    # what is named behind a preposition is taken as given
    ("The students will march on Sunday against the *bombing* of the school.", "happened"),
    ("The mayor is behind the *raid*.", "happened"),
    # supposed, and told of as done
    ("A *siege* of the port would be a blow to traders.", "hypothetical"),
    ("The *siege* of the port could delay the harvest.", "happened"),
    ("The rebels claim to have *seized* the mine.", "happened"),
    ("The rebels' claim to have *seized* the mine was false.", "happened"),
    # a shared auxiliary
    ("The delegation will visit Lima and *meet* the president.", "planned"),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[c[0][:60] for c in CASES])
def test_status_follows_the_words_around_the_deed(parse: Parser, marked: str, expected: str) -> None:
    """Tense, modals, negation and governors decide, each within its scope."""
    reading, trigger = _read(parse, marked)
    assert status_of(reading, trigger, Span(0, len(reading.report.text), reading.report.text)) == expected


def _read(parse: Parser, marked: str) -> tuple[Reading, int]:
    """Return a reading of the sentence without its asterisks, and the token between them."""
    start = marked.index("*")
    text = marked.replace("*", "")
    analysed = parse(text)
    report = Report(id="r-test", given_id="test", text=text)
    trigger = next(t.i for t in analysed.tokens if t.start >= start)
    return Reading(report=report, parse=analysed, statements=tuple(find_statements(analysed))), trigger


def test_every_word_has_a_status(parse: Parser) -> None:
    """Any token can be asked about, whatever its part in the sentence, and the answer is always the same."""
    known = {"happened", "ongoing", "planned", "threatened", "called_for", "denied", "hypothetical"}
    for marked, _ in CASES:
        reading, _trigger = _read(parse, marked)
        whole = Span(0, len(reading.report.text), reading.report.text)
        found = [status_of(reading, t.i, whole) for t in reading.parse.tokens]
        assert set(found) <= known
        assert found == [status_of(reading, t.i, whole) for t in reading.parse.tokens]


def test_headlines_tell_the_past_in_the_present(parse: Parser) -> None:
    """The present tense of a headline is no deed that goes on."""
    reading, trigger = _read(parse, "Rebels *seize* airport in northern Mali\n\nRebels took the airport on Monday.")
    assert status_of(reading, trigger, Span(0, 5, reading.report.text[:5])) == "happened"

"""From a report to its findings, with real models and tables."""

from datetime import date

from dateline.analyst import Analyst
from dateline.model import Report
from dateline.settings import Settings


def test_a_country_that_the_model_takes_for_a_man_is_a_party() -> None:
    """What was found on the map is a place for the stages after it, whatever label the language model gave it."""
    text = "Chad seized the Diffa peninsula in 2014. Reporters asked Ana Reyes about it in Niamey."
    report = Report(id="r-x", given_id="x", text=text, language="en", published=date(2027, 3, 2))
    (found,) = Analyst(Settings()).analyse([report])
    seized = next(m for m in found.mentions if m.trigger.text == "seized")
    assert [(p.name, p.kind) for p in seized.actors] == [("Chad", "place")]
    assert seized.type == "territory_captured"
    assert [p.span.text for p in found.places if p.span.text == "Ana Reyes"] == []

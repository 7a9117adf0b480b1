"""From a report to its findings, with real models and tables."""

from datetime import date

from dateline.analyst import Analyst
from dateline.model import Batch, Report
from dateline.settings import Settings


def test_a_country_that_the_model_takes_for_a_man_is_a_party() -> None:
    """What was found on the map is a place for the stages after it, whatever label the language model gave it."""
    text = "Chad seized the Diffa peninsula in 2014. Reporters asked Ana Reyes about it in Niamey."
    report = Report(id="r-x", given_id="x", text=text, language="en", published=date(2027, 3, 2))
    (found,) = Analyst(Settings()).analyse(Batch((report,), {})).findings
    seized = next(m for m in found.mentions if m.trigger.text == "seized")
    assert [(p.name, p.kind) for p in seized.actors] == [("Chad", "place")]
    assert seized.type == "territory_captured"
    assert [p.span.text for p in found.places if p.span.text == "Ana Reyes"] == []


def test_a_page_without_its_story_tells_what_its_title_tells() -> None:
    """Of a page whose text is furniture the title is read, with its toll and its place."""
    text = "Weather. Sport. Most read: how to prune an apple tree. Subscribe for full access to our archive."
    title = "Two divers killed in boating accident near Mombasa"
    report = Report(id="r-x", given_id="x", text=text, title=title, language="en", published=date(2027, 3, 2))
    (found,) = Analyst(Settings()).analyse(Batch((report,), {})).findings
    (mention,) = found.mentions
    assert [(f.kind, f.low, f.span.text) for f in mention.figures] == [("killed", 2, "Two")]
    assert mention.where is not None
    assert (mention.where.site.name, mention.where.scope, mention.where.span) == ("Mombasa", "title", None)

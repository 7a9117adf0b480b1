"""The page in a real browser: what a person does with it, by mouse, by keyboard, by link."""

import re
from dataclasses import replace
from math import hypot
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from invent import keep, tell, titled
from served import server

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Go to a state as a link within the page would: far quicker than loading it anew.
_GO = "query => { history.pushState(null, '', query || '/'); dispatchEvent(new PopStateEvent('popstate')); }"
AXE = Path(__file__).parents[2] / "page" / "node_modules" / "axe-core" / "axe.min.js"


def _ask(served: str, path: str) -> Any:
    return httpx2.get(f"{served}/api/v1/{path}").json()


def _until(page: "Page", truth: str) -> None:
    """Wait until an expression holds. Playwright's own way evaluates text in the page, which the policy forbids."""
    end = monotonic() + 10
    while not page.evaluate(truth):
        assert monotonic() < end, truth
        page.wait_for_timeout(25)


def _count(page: "Page") -> str:
    return page.locator("#count").inner_text()


def _some(served: str, **wanted: object) -> dict[str, Any]:
    items = _ask(served, "events?fields=brief&limit=500")["items"]
    return next(e for e in items if all(e[key] == value for key, value in wanted.items()))


def test_filters_narrow_list_map_and_timeline_together(opened: Any, served: str) -> None:
    """Choosing a standing changes the count, the list, the map and the bars; its chip takes it back."""
    page = opened(served)
    assert _count(page) == "200 events"
    before = page.locator("#timeline rect.bar").count()
    page.get_by_text("More filters").click()
    page.locator("#standing-disputed").click()
    _until(page, "document.querySelector('#count').textContent.includes('of 200')")
    number = _ask(served, "overview?standing=disputed")["total"]
    assert _count(page) == f"{number} of 200 events"
    assert page.locator(".row").first.locator(".standing-disputed, .tag").count() == 1
    assert page.locator("#timeline rect.bar").count() < before
    assert "standing=disputed" in page.url
    page.get_by_label("Remove filter: Disputed").click()
    _until(page, "document.querySelector('#count').textContent === '200 events'")


def test_a_group_of_types_is_switched_off_and_on(opened: Any, served: str) -> None:
    """Unchecking a group leaves the others; its own count stays in sight."""
    page = opened(served)
    page.locator("#g-protests").click()
    _until(page, "document.querySelector('#count').textContent.includes('of 200')")
    protests = _ask(served, "overview")["type"]["peaceful_protest"]
    assert _count(page) == f"{200 - protests} of 200 events"
    page.locator("#g-protests").click()
    _until(page, "document.querySelector('#count').textContent === '200 events'")


def test_dragging_over_the_timeline_keeps_those_days(opened: Any, served: str) -> None:
    """The address has the days, and the list holds what the API gives for them."""
    page = opened(served)
    box = page.locator("#timeline svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 60)
    page.mouse.up()
    page.wait_for_url("**from=*")
    _until(page, "document.querySelector('#count').textContent.includes('of 200')")
    query = page.url.split("?")[1]
    assert _count(page).startswith(f"{_ask(served, f'overview?{query}')['total']} of")


def test_an_area_is_drawn_on_the_map(opened: Any, served: str) -> None:
    """A rectangle becomes a filter; undated and unplaced events can be chosen too."""
    page = opened(served)
    page.get_by_role("button", name="Draw area").click()
    box = page.locator("#map").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.42, box["y"] + box["height"] * 0.4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.66, box["y"] + box["height"] * 0.7)
    page.mouse.up()
    page.wait_for_url("**bbox=*")
    _until(page, "document.querySelector('#count').textContent.includes('of 200')")
    page.get_by_role("button", name="without a place").click()
    page.wait_for_url("**placed=no*")
    assert "bbox" not in page.url
    _until(page, "document.querySelector('#count').textContent.startsWith('18 of')")


def test_every_state_is_a_link(opened: Any, served: str) -> None:
    """A copied address shows the same; back and forward go through what was looked at."""
    event = _some(served, standing="disputed", reports=3)
    page = opened(f"{served}/?standing=disputed&event={event['id']}")
    assert page.locator("#record h2").inner_text() == event["summary"]
    assert "of 200" in _count(page)
    page.locator(".row").nth(0).click()
    _until(page, f"!location.search.includes('{event['id']}')")
    page.go_back()
    _until(page, f"document.querySelector('#record h2').textContent === {event['summary']!r}")
    page.go_forward()
    _until(page, f"document.querySelector('#record h2').textContent !== {event['summary']!r}")


def test_evidence_is_marked_in_the_sentence_and_the_report(opened: Any, served: str) -> None:
    """The button of a cell brings out its words; the whole report shows its layers, which can be switched."""
    event = _some(served, place="Goma", status="happened")
    page = opened(f"{served}/?event={event['id']}")
    page.get_by_label("Evidence: Where").click()
    assert page.locator("#record").get_attribute("data-point") == "where"
    assert page.locator(".passage .m-where").first.inner_text() == "Goma"
    page.get_by_role("button", name="whole report").first.click()
    page.wait_for_selector(".reporttext mark.m-place")
    assert page.locator(".reporttext mark.m-place").first.inner_text() == "Goma"
    page.locator("#layer-place").click()
    _until(page, "!document.querySelector('.reporttext mark.m-place')")
    assert "off=place" in page.url


def test_what_only_a_title_tells_is_marked_there(opened: Any, tmp_path: Path) -> None:
    """An event without a place in the text shows the title with its words, in the event and above the whole report."""
    path = tmp_path / "titled.db"
    story = next(titled(s) for s in tell(80) if s.event.actors and "in Goma" in s.event.summary)
    keep(path, [story])
    with server(path) as address:
        page = opened(f"{address}/?event={story.event.id}")
        assert "in the title alone" in page.locator(".passage figcaption").inner_text()
        assert page.locator(".passage .m-where").inner_text() == "Goma"
        page.get_by_label("Evidence: Who", exact=True).click()
        assert page.locator("#record").get_attribute("data-point") == "who"
        assert page.locator(".passage .m-who").inner_text() == story.event.actors[0].span.text
        page.get_by_role("button", name="whole report").click()
        page.wait_for_selector(".reporttext")
        assert page.locator("#record h2 mark.m-event").inner_text() == story.reports[0].title
        assert page.locator(".reporttext mark").count() == 0
        page.locator("#layer-event").click()
        _until(page, "!document.querySelector('#record h2 mark')")


def test_a_version_stands_below_what_it_was_made_from(opened: Any, tmp_path: Path) -> None:
    """Also where what it was made from bears a later date."""
    path = tmp_path / "versions.db"
    story = next(s for s in tell(40) if len(s.reports) == 3)
    first, second, last = (report.id for report in story.reports)
    edited, cut = story.lineage.copies
    copies = (replace(edited, report=first, of=last), replace(cut, report=second, of=first))
    keep(path, [replace(story, lineage=replace(story.lineage, primary=last, copies=copies))])
    with server(path) as address:
        page = opened(f"{address}/?lineage={story.lineage.id}")
        page.wait_for_selector(".sides")
        shown = [radio.get_attribute("id") for radio in page.locator(".tree [name=side-a]").all()]
        assert shown == [f"a-{each}" for each in (last, first, second)]


def test_the_map_comes_near_where_all_events_lie_close_together(opened: Any, served: str, tmp_path: Path) -> None:
    """A record of one town is not a dot on a map of the world; one of all the world is."""
    path = tmp_path / "town.db"
    keep(path, [s for s in tell(80) if "in Goma" in s.event.summary])
    with server(path) as address:
        page = opened(address)
        page.wait_for_url("**map=*")
        assert page.url.endswith(",6")
    assert "map=" not in opened(served).url


def test_an_area_does_not_cover_a_town(opened: Any, served: str) -> None:
    """Rings of regions stand beside the dots of towns, so that both can be read."""
    page = opened(served)
    middles = (
        "s => { const r = s.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2, r.width / 2]; }"
    )
    towns, areas = (
        page.eval_on_selector_all(f".spot.{kind}", f"all => all.map({middles})") for kind in ("exact", "area")
    )
    assert towns
    assert areas
    for x, y, across in areas:
        assert all(hypot(x - a, y - b) >= across + other for a, b, other in towns)


def test_two_versions_stand_side_by_side(opened: Any, served: str) -> None:
    """Changes of fact are marked apart from form; another pair can be chosen."""
    family = _ask(served, "lineages?min_reports=3&limit=1")["items"][0]
    page = opened(f"{served}/?lineage={family['id']}")
    page.wait_for_selector(".sides")
    assert page.locator(".tree li").count() == 3
    assert page.locator(".sides ins.fact, .sides del.fact").count() > 0
    assert page.locator(".sides ins.form, .sides del.form").count() > 0
    page.get_by_role("radio", name="After").nth(1).click()
    page.wait_for_url("**b=*")


def test_a_correction_is_made_from_the_page(opened: Any, editable: str) -> None:
    """With --edit a cell is set with a reason; the event shows it and its history says by whom."""
    event = _ask(editable, "events?fields=brief")["items"][0]
    page = opened(f"{editable}/?event={event['id']}")
    page.get_by_label("Your name").fill("N. Aziz")
    page.locator("summary", has_text="Set a cell").click()
    form = page.locator("form").first
    form.locator("[name=cell]").select_option("status")
    form.locator("[name=value]").fill("planned")
    form.locator("[name=reason]").fill("The march was only announced")
    form.get_by_role("button").click()
    page.wait_for_selector(".history")
    assert "The march was only announced" in page.locator(".history").inner_text()
    assert page.locator("#record .badges .status-planned").count() == 1


def test_nothing_can_be_corrected_without_edit(opened: Any, served: str) -> None:
    """Served read-only, the page offers no forms."""
    page = opened(f"{served}/?event={_some(served)['id']}")
    assert page.locator("#record form").count() == 0


def test_the_keyboard_alone_is_enough(opened: Any, served: str) -> None:
    """Search, move, open and close without a mouse; focus is always on something."""
    page = opened(served)
    page.keyboard.press("/")
    page.keyboard.type("curfew")
    _until(page, "document.querySelector('#count').textContent.includes('of 200')")
    page.keyboard.press("Escape")
    _until(page, "location.search.includes('q=curfew') && !document.querySelector('.row.loading')")
    page.locator("#list").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert page.locator("#list").get_attribute("aria-activedescendant") == "row-3"
    page.keyboard.press("Enter")
    _until(page, "location.search.includes('event=')")
    page.wait_for_selector("#record h2")
    page.keyboard.press("Escape")
    _until(page, "!location.search.includes('event')")
    assert page.evaluate("document.activeElement.id") == "list"


def test_enter_on_a_row_that_is_still_to_come(opened: Any, served: str) -> None:
    """Whoever is quicker than the list loses no key: the row opens when its event has come."""
    page = opened(served)
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/api/v1/events?*", hold)
    page.locator("#f-q").fill("curfew")
    _until(page, "location.search.includes('q=curfew') && document.querySelector('.row.loading') !== null")
    page.locator("#list").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "event=" not in page.url
    for route in held:
        route.continue_()
    _until(page, "location.search.includes('event=')")
    _until(page, "document.querySelector('#row-1.chosen') !== null")


def test_the_spots_of_the_map_by_keyboard(opened: Any, served: str) -> None:
    """Tab reaches one spot, arrows go to others, Enter zooms in or opens, and the focus stays on the map."""
    page = opened(served)
    assert page.locator(".leaflet-marker-pane [role=button][tabindex='0']").count() == 1
    page.locator(".leaflet-marker-pane [tabindex='0']").focus()
    seen = {page.evaluate("document.activeElement.ariaLabel")}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        seen.add(page.evaluate("document.activeElement.ariaLabel"))
    assert len(seen) > 2
    assert all("event" in words for words in seen)
    for _ in range(12):
        if any(f"{key}=" in page.url for key in ("event", "bbox", "place")):
            break
        before = page.url
        page.keyboard.press("Enter")
        _until(page, f"location.href !== {before!r}")
        if "map=" in page.url and "event=" not in page.url:
            _until(page, "document.activeElement.closest('.leaflet-marker-pane') !== null")
    else:
        pytest.fail("twelve steps lead nowhere")


def test_figures_and_standing_are_told_in_words(opened: Any, served: str) -> None:
    """Figures have names and the newest is marked; standing names outlets or sources and never an id."""
    event = _some(served, standing="disputed", reports=3, status="happened", type="attack")
    page = opened(f"{served}/?event={event['id']}")
    page.wait_for_selector("#record table.cells")
    assert page.locator(".cells th", has_text="Killed").count() >= 1
    assert page.locator(".figures .tag", has_text="latest").count() == 1
    words = page.locator("#record .because").inner_text()
    assert "Told by: " in words
    assert not re.search(r"\b[a-z]{1,3}-[0-9a-z]{10}\b", page.locator("#record").inner_text())


def test_nothing_fits_and_the_way_out(opened: Any, served: str) -> None:
    """The empty list says so and clears the filters."""
    page = opened(f"{served}/?q=xylophone")
    assert "No event fits" in page.locator("#list").inner_text()
    page.get_by_role("button", name="Clear all filters").click()
    _until(page, "document.querySelector('#count').textContent === '200 events'")


def test_an_event_that_is_gone_says_so(opened: Any, served: str) -> None:
    """A link to an event that the record no longer holds is an error with words, beside a page that works."""
    page = opened(f"{served}/?event=e-0000000000")
    assert "no event" in page.locator("#record [role=alert]").inner_text()
    opened.troubles.clear()  # the browser notes the 404 itself


def test_a_server_that_is_gone_is_told(opened: Any, served: str) -> None:
    """The list says what happened and what to do, and tries again when asked."""
    page = opened(served)
    page.route("**/api/v1/overview*", lambda route: route.abort())
    page.locator("#g-protests").click()
    page.wait_for_selector("#list [role=alert]")
    assert "still running" in page.locator("#list").inner_text()
    page.unroute("**/api/v1/overview*")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector("#row-0:not(.loading)")
    opened.troubles.clear()  # the browser notes the failed request itself


def test_the_forms_of_corrections_are_accessible(opened: Any, editable: str) -> None:
    """Axe finds nothing wrong with them."""
    page = opened(f"{editable}/?event={_ask(editable, 'events?fields=brief')['items'][0]['id']}")
    for summary in page.locator(".edit summary").all():
        summary.click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert not [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found]


@pytest.mark.parametrize(
    ("scheme", "width", "height"),
    [("light", 1440, 900), ("dark", 1440, 900), ("light", 1024, 768), ("light", 390, 844), ("dark", 390, 844)],
)
def test_no_accessibility_violations_at_any_width(
    opened: Any, served: str, shots: Path, scheme: str, width: int, height: int
) -> None:
    """Axe finds nothing wrong with the list, an event, a lineage and a report; nothing is wider than the screen."""
    event = _some(served, standing="disputed", reports=3)
    family = _ask(served, f"events/{event['id']}")["families"][0]
    views = {
        "list": ("", "#row-0:not(.loading)"),
        "event": (f"?event={event['id']}", "#record table.cells"),
        "lineage": (f"?lineage={family['lineage']}", "#record .sides"),
        "report": (f"?report={family['reports'][0]['id']}", "#record .reporttext"),
        "empty": ("?q=xylophone", "#list .empty"),
    }
    page = opened(served, width=width, height=height, color_scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for name, (query, there) in views.items():
        page.evaluate(_GO, query)
        page.wait_for_selector(there)
        page.wait_for_timeout(200)
        page.screenshot(path=shots / f"{name}-{width}-{scheme}.png")
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        told = [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found]
        assert not told, f"{name}: {told}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the screen"

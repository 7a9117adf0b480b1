"""Which county or district an event's place lies in, as far as its report says: "the Orange County sheriff", "in Kent".

Gazetteers that may be shipped do not say which town lies in which district, but local news names it.
"""

from collections import Counter

from dateline.model import Reading, Site
from dateline.stages.events.home import distance

_REACH_KM = 40.0  # from a district's centre to its towns: half the width of a larger US county


def district_of(reading: Reading, site: Site) -> str | None:
    """Return the district that a report names most of those that a town or site may lie in, the nearer of equals."""
    if site.precision == "district" and site.feature == "district":
        return site.name
    if site.precision not in ("site", "settlement", "district"):
        return None
    named: Counter[Site] = Counter()
    for place in reading.places:
        if place.role in ("location", "part") and place.site is not None and _around(place.site, site):
            named[place.site] += 1
    best = min(named, key=lambda d: (-named[d], distance(d, site), d.name), default=None)
    return best.name if best else None


def _around(district: Site, site: Site) -> bool:
    """Tell whether a site may lie in a district."""
    if district.feature != "district" or (district.country, district.admin1) != (site.country, site.admin1):
        return False
    return site.lat is None or distance(district, site) <= _REACH_KM

"""Which county or district an event's place lies in, as far as its report says: "the Orange County sheriff", "in Kent".

Gazetteers that may be shipped do not say which town lies in which district, but local news names it.
"""

from collections import Counter

from dateline.model import Reading, Site
from dateline.stages.events.home import distance
from dateline.stages.events.whole import of_whole

_REACH_KM = 40.0  # from a district's centre to its towns: half the width of a larger US county


def district_of(reading: Reading, site: Site) -> str | None:
    """Return the district that a report names most of those that a town or site may lie in, the nearer of equals."""
    if site.precision == "district" and site.feature == "district":
        return site.name
    if site.precision not in ("site", "settlement", "district"):
        return None
    named = {district: count for district, count in _named(reading).items() if _around(district, site)}
    best = min(named, key=lambda d: (-named[d], distance(d, site), d.name), default=None)
    return best.name if best else None


@of_whole
def _named(reading: Reading) -> Counter[Site]:
    """Count how often a report names each district."""
    sites = (p.site for p in reading.places if p.site is not None and p.role in ("location", "part"))
    return Counter(site for site in sites if site.feature == "district")


def _around(district: Site, site: Site) -> bool:
    """Tell whether a site may lie in a district."""
    if (district.country, district.admin1) != (site.country, site.admin1):
        return False
    return site.lat is None or distance(district, site) <= _REACH_KM

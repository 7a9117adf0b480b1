"""What the rules know when they read an expression: the report's date, the story's running date, the tense."""

from dataclasses import dataclass, field
from datetime import date

from dateline.model import Token
from dateline.stages.dates.tense import Tense, Tenses


@dataclass(slots=True)
class Scene:
    """The state of one pass over one report.

    ``story`` is the last day told, ``quarter`` the one under discussion, ``year`` the last year named outright,
    ``told`` the first day of the last expression of any length, ``near`` the last single day, be it one of words, with its
    sentence, ``night`` the two days of the night under discussion. ``char`` is where the expression at hand starts.
    """

    anchor: date | None
    day_first: bool | None
    tenses: Tenses
    story: date | None = None
    quarter: tuple[int, int] | None = None
    year: int | None = None
    told: date | None = None
    near: tuple[date, int] | None = None
    night: tuple[date, date] | None = None
    char: int = 0
    _told: dict[int, Tense | None] = field(default_factory=dict)

    @property
    def tense(self) -> Tense | None:
        """The tense at the expression at hand."""
        if self.char not in self._told:
            self._told[self.char] = self.tenses.at(self.char)
        return self._told[self.char]

    @property
    def scheduled(self) -> bool:
        """Tell whether the verb is a plain present that a weekday makes a plan: "talks resume Monday"."""
        return self.tenses.scheduled(self.char)

    @property
    def direct(self) -> bool:
        """Tell whether the expression hangs on the verb whose tense it has."""
        return self.tenses.direct(self.char)

    @property
    def saying(self) -> bool:
        """Tell whether the expression dates words ("said on Monday"), which the story does not go on from."""
        return self.tenses.saying(self.char)

    @property
    def base(self) -> date | None:
        """The day that "the next day" and "a week earlier" count from: the story's, else the report's."""
        return self.story or self.anchor

    @property
    def before(self) -> date | None:
        """The day that "the day before" counts from: the one just told in its sentence, be it that of words, or the story's."""
        token = self.token
        return self.near[0] if self.near and token and self.near[1] == token.sent else self.story

    @property
    def token(self) -> Token | None:
        """The language model's token at the expression at hand."""
        return self.tenses.token(self.char)

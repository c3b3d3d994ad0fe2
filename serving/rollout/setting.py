"""What a director sets, and which line of it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Literal, Self, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from planning.library.treatment import Kind
from serving.desk.names import Name

Category = Kind
Mode = Literal["off", "shadow", "pilot", "on"]
MODES: tuple[Mode, ...] = get_args(Mode)  # the strictest first

Answer = TypeVar("Answer")


def _said(text: str) -> str:
    text = text.strip()
    if not text:
        raise ValueError("must say why")
    return text


Why = Annotated[str, Field(max_length=1000), AfterValidator(_said)]


class Setting(BaseModel):
    """One line: what holds where, for whom and for which kind of treatment. What it leaves out, it says of all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    location: Name | None = Field(default=None, examples=["loc_01KAN6W0000000000000000000"])
    provider: Name | None = Field(default=None, examples=["acc_01KAN6W0000000000000000000"])
    category: Category | None = Field(default=None, description="Kind of treatment", examples=["laser"])
    mode: Mode | None = Field(default=None, description="Null: another line says it")
    client_documents: bool | None = Field(
        default=None, description="Whether documents for clients are made; null: another line says it"
    )

    @property
    def place(self) -> tuple[str | None, str | None, str | None]:
        """What no two lines have in common."""
        return self.provider, self.category, self.location

    @property
    def weight(self) -> tuple[int, ...]:
        """The more a line names, the more it counts; of two that name as much, provider goes before kind and place."""
        named = tuple(each is not None for each in self.place)
        return sum(named), *named

    def of(self, location: str, provider: str, category: str | None) -> bool:
        """Whether it speaks of them."""
        asked = (provider, category, location)
        return all(mine in (None, theirs) for mine, theirs in zip(self.place, asked, strict=True))

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.mode is None and self.client_documents is None:
            raise ValueError("a line sets the mode, the switch of documents, or both")
        return self


class Rollout(BaseModel):
    """A practice's whole setting.

    Attributes:
        default_mode, default_client_documents: where no line says otherwise.
        reviewers: accounts that look a second time in a pilot, beside the medical directors.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    default_mode: Mode = Field(default="on", description="Where no line says otherwise")
    default_client_documents: bool = Field(default=True, description="Where no line says otherwise")
    settings: tuple[Setting, ...] = Field(default=(), max_length=500)
    reviewers: tuple[Name, ...] = Field(
        default=(), max_length=50, description="Accounts that look a second time in a pilot, beside medical directors"
    )

    @model_validator(mode="after")
    def _unambiguous(self) -> Self:
        places = [each.place for each in self.settings]
        if len(set(places)) < len(places):
            raise ValueError("two lines speak of the same place, provider and kind")
        return self

    def mode(self, location: str, provider: str, category: str | None = None) -> Mode:
        """Args:
        category: a kind of treatment; None asks for lines alone that speak of every kind.
        """
        return self._said(location, provider, category, lambda each: each.mode, self.default_mode)

    def client_documents(self, location: str, provider: str, category: str | None = None) -> bool:
        """Whether documents for clients are made; a switch of its own, whatever the mode."""
        return self._said(
            location, provider, category, lambda each: each.client_documents, self.default_client_documents
        )

    def _said(
        self,
        location: str,
        provider: str,
        category: str | None,
        told: Callable[[Setting], Answer | None],
        otherwise: Answer,
    ) -> Answer:
        for each in self._speaking(location, provider, category):
            if (said := told(each)) is not None:
                return said
        return otherwise

    def _speaking(self, location: str, provider: str, category: str | None) -> Iterator[Setting]:
        """The most specific line first."""
        mine = (each for each in self.settings if each.of(location, provider, category))
        return iter(sorted(mine, key=lambda each: each.weight, reverse=True))


def strictest(modes: Iterable[Mode], otherwise: Mode = "on") -> Mode:
    """What holds for a plan with several kinds in it."""
    return min(modes, key=MODES.index, default=otherwise)

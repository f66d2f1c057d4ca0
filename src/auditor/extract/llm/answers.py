"""What a model is asked to fill in. Answers only fill these fields: there are no tools, and nothing in an answer is ever carried out.

One item of a list that is not of this form costs the item, not the answer: it is dropped and counted.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, PrivateAttr, ValidationError, model_validator

_MOST_ITEMS = 60  # of one answer; what a passage asserts is fewer
_MOST_NUMBERS = 40
Quote = Annotated[str, Field(min_length=2, max_length=400, description="原文，一字不差")]
Name = Annotated[str, Field(max_length=60)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Number(_Form):
    """A number at a place of the text."""

    value: Annotated[str, Field(min_length=1, max_length=40, description="数和单位，照原文写")]
    quote: Quote
    label: Name = ""


class FactItem(Number):
    """A number with its full meaning: two items with the same meaning should have the same number."""

    what: Annotated[str, Field(min_length=2, max_length=60, description="是什么的数，同一个量用同样的名称")]
    whose: Name = ""
    period: Name = ""
    basis: Name = ""


class IndicatorItem(_Form):
    """A goal, what was reached of it, and what the report says of that."""

    name: Name
    target: Number | None = None
    actual: Number | None = None
    rate: Number | None = None
    judgement: Annotated[str, Field(max_length=400)] = ""


RelationKind = Literal["sum", "remainder", "ratio", "growth", "decline", "change", "points", "limit", "count"]


class RelationItem(_Form):
    """A relation the text asserts between numbers; `stated` is the result it gives."""

    kind: RelationKind
    quote: Quote
    stated: Number
    operands: Annotated[list[Number], Field(max_length=_MOST_NUMBERS)] = []
    over: Annotated[list[Number], Field(max_length=_MOST_NUMBERS)] = []
    items: Annotated[list[Quote], Field(max_length=_MOST_NUMBERS)] = []


class OpinionItem(_Form):
    """Whether two passages contradict each other."""

    pair: Annotated[int, Field(ge=1, le=99)]
    verdict: Literal["矛盾", "不矛盾", "无法判断"]
    quote_a: Annotated[str, Field(max_length=400)] = ""
    quote_b: Annotated[str, Field(max_length=400)] = ""
    reason: Annotated[str, Field(max_length=200)] = ""


class Answer(_Form):
    """The base of both answers: lists of items, of which malformed ones are left out."""

    lists: ClassVar[dict[str, type[_Form]]] = {}
    _malformed: int = PrivateAttr(default=0)

    @property
    def malformed(self) -> int:
        """How many items were left out."""
        return self._malformed

    def with_malformed(self, count: int) -> Self:
        """The same answer, of which `count` more items were left out before."""
        self._malformed += count
        return self

    @model_validator(mode="wrap")
    @classmethod
    def _item_by_item(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401 - pydantic's signature
        if not isinstance(data, dict):
            return handler(data)
        kept, dropped = dict(data), 0
        for name, form in cls.lists.items():
            given = data.get(name)
            if isinstance(given, list):
                kept[name] = [item for item in given[:_MOST_ITEMS] if _fits(form, item)]
                dropped += len(given) - len(kept[name])
        answer = handler(kept)
        return answer.with_malformed(dropped)


def _fits(form: type[_Form], item: object) -> bool:
    try:
        form.model_validate(item)
    except ValidationError:
        return False
    return True


class Reading(Answer):
    """What a model reads in one passage."""

    lists: ClassVar[dict[str, type[_Form]]] = {"facts": FactItem, "indicators": IndicatorItem, "relations": RelationItem}
    relations: list[RelationItem]
    facts: list[FactItem] = []
    indicators: list[IndicatorItem] = []


class Opinions(Answer):
    """What a model thinks of pairs of passages."""

    lists: ClassVar[dict[str, type[_Form]]] = {"opinions": OpinionItem}
    opinions: list[OpinionItem]

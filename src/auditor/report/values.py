"""What the structured fields of a report are made of: values as written, with their places."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from auditor.model import Fact, Span
from auditor.model import Field as Written
from auditor.report.places import Places


class Model(BaseModel):
    """What all models here share: frozen, and no other keys than those declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Position(Model):
    """A place in the text: `text[start:end]`, in code points."""

    start: int
    end: int
    line: int = Field(description="行号，从 1 起")
    section: str = Field(description="所在的各级标题")


class FieldValue(Model):
    """A value as written."""

    value: str = Field(description="文中写的值")
    unit: str | None = Field(description="计量单位")
    place: Position


class Words(Model):
    """Words of the text: a claim about a target, a cell."""

    text: str
    place: Position | None


def position(span: Span, places: Places) -> Position:
    """A place as the JSON has it."""
    place = places.place(places.tight(span))
    return Position(start=place.start, end=place.end, line=place.line, section=place.section)


def value_of_field(field: Written, places: Places) -> FieldValue:
    """A report field."""
    return FieldValue(value=field.value, unit=field.unit or None, place=position(field.span, places))


def value_of_fact(fact: Fact | None, places: Places) -> FieldValue | None:
    """A number with its unit; None for none."""
    if fact is None:
        return None
    return FieldValue(value=fact.quantity.digits, unit=fact.quantity.unit or None, place=position(fact.span, places))


def words_of(pair: tuple[str, Span] | None, places: Places) -> Words | None:
    """The text of a cell; None for none."""
    return None if pair is None or not pair[0] else Words(text=pair[0], place=position(pair[1], places))

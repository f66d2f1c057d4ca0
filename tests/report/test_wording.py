"""The words that reports use for what the model only names."""

from auditor.model import ClaimKind
from auditor.report.wording import CLAIM_KIND


def test_every_kind_of_claim_has_a_name_for_the_reader() -> None:
    """Whatever is found to hold can be listed: no kind is without its word."""
    assert set(ClaimKind) == set(CLAIM_KIND)

"""The pipeline component ``govtext``."""

# spaCy reads the annotations of the factory to check a config: they must be types, not strings.
from spacy.language import Language
from spacy.tokens import Doc

from govtext.integrations.spacy.docs import ClaimLabel, annotate, set_extensions
from govtext.integrations.spacy.reading import take_report
from govtext.integrations.spacy.rules import CarriesRules, OwnRules


class GovtextComponent(CarriesRules):
    """A pipeline component that reads the report in a Doc; ``annotate`` describes the result."""

    def __init__(self, rules: str | None = None, claim_label: ClaimLabel = "category") -> None:
        set_extensions()
        self.rules = OwnRules(rules)
        self.claim_label: ClaimLabel = claim_label

    def __call__(self, doc: Doc) -> Doc:
        """Read the text of ``doc``. Raises RuleError where the rules can't be used."""
        report = take_report(doc, self.rules)
        return annotate(doc, report, claim_label=self.claim_label)


@Language.factory(
    "govtext",
    assigns=["doc.spans", "doc._.govtext", "span._.claim", "span._.quantity"],
    default_config={"rules": None, "claim_label": "category"},
)
def create_component(
    nlp: Language, name: str, rules: str | None, claim_label: ClaimLabel
) -> GovtextComponent:
    """The component. ``rules`` is a folder of the user's rules or None; ``claim_label`` is the
    label of the spans of claims: "category", "status", "kind" or "nature"."""
    return GovtextComponent(rules, claim_label)

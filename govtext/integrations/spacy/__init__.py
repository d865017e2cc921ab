"""govtext in spaCy: a pipeline component, a tokenizer, training data, and colours for displaCy.

``spacy.blank("zh").add_pipe("govtext")`` finds the component by its entry point. spaCy imports
every installed component whenever it makes a pipeline, so this package imports little before it
is used.
"""

from govtext.integrations.spacy.component import GovtextComponent, create_component
from govtext.integrations.spacy.display import COLORS, DISPLACY
from govtext.integrations.spacy.docs import annotate, set_extensions
from govtext.integrations.spacy.tokenizer import GovtextTokenizer, create_tokenizer
from govtext.integrations.spacy.training import docbin

__all__ = [
    "COLORS",
    "DISPLACY",
    "GovtextComponent",
    "GovtextTokenizer",
    "annotate",
    "create_component",
    "create_tokenizer",
    "docbin",
    "set_extensions",
]

"""govtext in spaCy: a pipeline component, a tokenizer, docs to train on, and colours for displaCy.

``spacy.blank("zh").add_pipe("govtext")`` finds the component by its entry point. Because spaCy
imports every component that is installed whenever it makes a pipeline, this package imports
little, and touches nothing of spaCy's until it is used.
"""

from govtext.spacy.component import GovtextComponent, create_component
from govtext.spacy.display import COLORS, DISPLACY
from govtext.spacy.docs import annotate, set_extensions
from govtext.spacy.tokenizer import GovtextTokenizer, create_tokenizer
from govtext.spacy.training import docbin

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

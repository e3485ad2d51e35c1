"""The content policy: which messages may not be delivered, and which passage of them breaks which rule (MSG-09).

Pure Python; the words are data under `data/`, the weights of the model are made by `train`.
"""

from kontor.contexts.messaging.policing.explaining import Explanation, explain
from kontor.contexts.messaging.policing.judging import Passage, Verdict, judge
from kontor.contexts.messaging.policing.lexicon import Action, Lexicon, Phrase, shipped
from kontor.contexts.messaging.policing.rules import RULES, Rule

__all__ = [
    "RULES",
    "Action",
    "Explanation",
    "Lexicon",
    "Passage",
    "Phrase",
    "Rule",
    "Verdict",
    "explain",
    "judge",
    "shipped",
]

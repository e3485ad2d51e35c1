"""Understanding messages: their language, what they ask, what they promise (MSG-05, MSG-11, MSG-16). Pure Python."""

from kontor.contexts.messaging.understanding.asking import question, states_parameters
from kontor.contexts.messaging.understanding.language import language
from kontor.contexts.messaging.understanding.promising import Promise, promises

__all__ = ["Promise", "language", "promises", "question", "states_parameters"]

"""How long texts may be, in characters."""

WORDS_AT_MOST = 1000
APPEAL_AT_MOST = 2000

"""`run` fills an empty installation with a market that looks lived in; the same seed makes the same one (TRD-14)."""

from kontor.demo.load.run import run, sign_ins

__all__ = ["run", "sign_ins"]

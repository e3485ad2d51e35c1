"""Policy values at run time: what the operator has set, who, when and why (OPR-01).

The declarations stand in the contexts' `policy.py`; reading one never asks the database: every process
keeps a copy of the overrides and renews it twice a second.
"""

from kontor.platform.policy.change import reset_policy, set_policy
from kontor.platform.policy.queries import PolicyRow, history, listing
from kontor.platform.policy.snapshot import install, load, watch

__all__ = ["PolicyRow", "history", "install", "listing", "load", "reset_policy", "set_policy", "watch"]

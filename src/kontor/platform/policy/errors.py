"""How the register says no."""

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class PolicyUnknown(Refusal):
    code = "ERR_POLICY_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no policy value called “%(name)s”.")


class PolicyNotAValue(Refusal):
    code = "ERR_POLICY_NOT_A_VALUE"
    kind = Kind.INVALID
    sentence = _("“%(text)s” is no value of “%(name)s” (%(unit)s). Enter one such as %(default)s, its default.")


class PolicyOutOfBounds(Refusal):
    code = "ERR_POLICY_OUT_OF_BOUNDS"
    kind = Kind.INVALID
    sentence = _("“%(name)s” must lie between %(low)s and %(high)s (%(unit)s); %(text)s does not. Nothing was changed.")


class PolicyReasonMissing(Refusal):
    code = "ERR_POLICY_REASON_MISSING"
    kind = Kind.INVALID
    sentence = _("Say why: the reason stays with the change.")

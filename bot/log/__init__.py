"""What a service says of itself: what failed in a file, under a code that the person was given; the rest on standard error."""

from bot.log.failures import NAME, FailureLog
from bot.log.hidden import concealed
from bot.log.standard_error import log_to_standard_error

__all__ = ["NAME", "FailureLog", "concealed", "log_to_standard_error"]

"""What every test needs of the process that runs it."""

import signal

from hypothesis import settings

# A run under nohup, or in the background of a script: what is started here would never notice that
# its terminal was closed, or that it is interrupted.
for _number, _handler in (
    (signal.SIGHUP, signal.SIG_DFL),
    (signal.SIGINT, signal.default_int_handler),
):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, _handler)

# The same examples in every run, so that a change is landed or refused for what it is; other ones
# are drawn with --hypothesis-profile=drawn.
settings.register_profile("drawn", settings(deadline=None))
settings.register_profile("build", settings(deadline=None, derandomize=True, database=None))
settings.load_profile("build")

"""What every test needs of the process that runs it."""

import signal

# A run under nohup, or in the background of a script: what is started here would never notice that
# its terminal was closed, or that it is interrupted.
for _number, _handler in (
    (signal.SIGHUP, signal.SIG_DFL),
    (signal.SIGINT, signal.default_int_handler),
):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, _handler)

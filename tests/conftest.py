"""What every test needs of the process that runs it."""

import signal

if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    # a run under nohup: what is started here would never notice that its terminal was closed
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

"""Every reachable state, as sets of joint states that take a step together."""

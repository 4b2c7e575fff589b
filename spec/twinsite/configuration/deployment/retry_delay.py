"""How long a connection pauses after a whole pass over its servers has failed (LINK-09, A30)."""

from typing import Final, NamedTuple

from twinsite.catalogue.options import OPTIONS
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.tables import Cluster, ServerPair, Servers

RETRY_DELAY: Final = "warm-standby.retry-delay"


class RetryDelay(NamedTuple):
    """A retry delay, and what gives it."""

    seconds: int
    """The delay in seconds; positive."""
    origin: str
    """What it comes from, such as ``Reconnect Timeout of the primary``."""


def retry_delay(deployment: Deployment, servers: Servers) -> RetryDelay:
    """Return the retry delay of a connection to some servers.

    A pair has the Reconnect Timeout of its primary, if that is positive; a single server and a
    cluster have the option of their own object; else the option of the application holds.

    Args:
        deployment: The deployment.
        servers: A pair, a single server or a cluster of it.
    """
    is_pair = len(servers.addresses) > 1 and not isinstance(servers, Cluster)
    if is_pair:
        reconnect = servers.reconnect_timeout if isinstance(servers, ServerPair) else None
        if reconnect:
            return RetryDelay(reconnect, "Reconnect Timeout of the primary")
    elif (own := servers.options.get(RETRY_DELAY)) is not None:
        what = "cluster" if isinstance(servers, Cluster) else "server"
        return RetryDelay(int(own), f"{what} {servers.name}")
    common = deployment.application.options.get(RETRY_DELAY)
    if common is not None:
        return RetryDelay(int(common), deployment.application.origin)
    return RetryDelay(int(OPTIONS[RETRY_DELAY].default or 0), "default")

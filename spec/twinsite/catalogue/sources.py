"""Where the facts come from: the keys that requirements, interpretations and options cite."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_GENESYS = "https://docs.genesys.com/Documentation"

SOURCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "guide": (
            "Workspace Desktop Edition 8.5 Deployment Guide, chapter Business Continuity for SIP"
            " Server, Configuration Server, and Statistic Server"
        ),
        "BC851": f"{_GENESYS}:IW:Dep:BusContDisRec:8.5.1",
        "LBC": f"{_GENESYS}/IW/latest/Dep/LoadBalancingClusters",
        "ESDR": f"{_GENESYS}/IW/latest/Dep/eServicesDRandLBUCS91",
        "IWG8": f"{_GENESYS}/IW/latest/Dep/InteractionWorkspaceAndGenesys8",
        "IWSTAT": f"{_GENESYS}/IW/8.1.2/Dep/ManagingAgentStatus",
        "GDPBC": f"{_GENESYS}/GDP/land/SIPDisaster/BusinessContinuity",
        "GDPDO": f"{_GENESYS}/GDP/land/SIPDisaster/DesktopOperation",
        "BCARCH": f"{_GENESYS}/SIPS/latest/HADeployment/SIPBCArchitecture",
        "BCREC": f"{_GENESYS}/SIPS/latest/HADeployment/SIPBCRecovery",
        "BCGRACE": f"{_GENESYS}/SIPS/latest/HADeployment/SIPBCGraceful",
        "BCGRACE810": f"{_GENESYS}:SIPS:HADeployment:SIPBCGraceful:8.1.0",
        "BCSCA": f"{_GENESYS}:SIPS:HADeployment:SCAinBC:8.1.1",
        "SDKDR": f"{_GENESYS}/SESN/latest/Developer/DisasterRecovery",
        "SDKPROXY": f"{_GENESYS}/SESN/latest/Deployment/SIPProxySupport",
        "SDKCONF": f"{_GENESYS}/SESN/latest/Developer/ConfiguringforNET",
        "ADDP": f"{_GENESYS}/FR/8.5.0/Dep/ADDP",
        "WWEOPT": (
            "https://en.docs.genesys.com/index.php?oldid=778732"
            "&title=Documentation%3AHTCC%3AIWWDep%3AIntroToConfigOptions%3A9.0.0"
        ),
        "SF9": (
            "https://en.docs.genesys.com/index.php?oldid=923935&direction=next"
            "&title=Documentation%3AHTCC%3ADep%3ASmartFailover%3A9.0.0"
        ),
        "GWSDR": f"{_GENESYS}/SIPC/latest/Solution/GWSDisasterRecoveryScenarios",
        "SIPCAVAIL": (
            "https://enu.docs.genesys.com/index.php?oldid=681238&direction=prev"
            "&title=Documentation%3ASIPC%3ASolution%3AAgentAvailability%3ADRAFT"
        ),
        "WS-doc": f"{_GENESYS}/PSDK/latest/Developer/UsingWarmStandbyAB",
        "WS-cfg": "Platform SDK, API documentation of the warm-standby configuration",
        "RFC 2782": "https://www.rfc-editor.org/rfc/rfc2782",
        "RFC 3261": "https://www.rfc-editor.org/rfc/rfc3261",
        "RFC 3263": "https://www.rfc-editor.org/rfc/rfc3263",
        "RFC 3581": "https://www.rfc-editor.org/rfc/rfc3581",
        "RFC 5626": "https://www.rfc-editor.org/rfc/rfc5626",
        "softphone logs": (
            "public logs of Genesys Softphone 9.0.014.13 and of a SIP Server:"
            " https://github.com/abhi2varma/webrtc-genesys"
        ),
        "other phones": (
            "public manuals of Avaya, Cisco, Polycom and Yealink phones, on failover and failback"
        ),
        "other desktops": (
            "public manuals of Cisco Finesse, Avaya Workplace and one-X, Amazon Connect"
        ),
    }
)
"""For each key the address, or what it stands for."""

UNSOURCED: Final = frozenset({"silent", "ours"})
"""What stands in the place of a key where no text says anything."""

"""What SIP Server adds: the phone, the return, the agent state, the Place."""

from twinsite.traceability.guide.item import Item, Section

SECTION = Section(
    "SIP Server: the phone, the return, the agent state",
    (
        Item(
            "5.1",
            "How SIP Servers of a pair take over from each other stands in another guide.",
            reason="It points elsewhere; of a takeover the desktop sees its own link only.",
        ),
        Item(
            "5.2",
            "Further options see to it that the desktop goes back rightly once the preferred site"
            " works again.",
            ("RET-01", "RET-09", "A57", "the_desktop_returns"),
        ),
        Item(
            "5.3",
            "They too stand in interaction-workspace on the Workspace application object.",
            ("BC-06", "Application.options"),
        ),
        Item(
            "5.4",
            "One option gives in seconds how long to wait for the softphone to register.",
            ("PHONE-02", "disaster-recovery.wait-for-sipphone-timeout", "A53", "DEP-33"),
        ),
        Item(
            "5.5",
            "A switchover comes at the end of that wait.",
            ("PHONE-03", "PHONE-09", "SITE-05", "PhoneWatch", "A10", "A11", "A12"),
        ),
        Item(
            "5.6",
            "The wait is for a phone whose connection at the current site was lost.",
            ("PHONE-01", "REG-08", "A62"),
        ),
        Item(
            "5.7",
            "It is as well for a phone whose registration has run out.",
            ("PHONE-01", "REG-06", "a_binding_that_expires_is_lost"),
        ),
        Item(
            "5.8",
            "One option says whether the desktop goes back to the preferred site.",
            ("RET-01", "RET-06", "disaster-recovery.auto-restore", "A19", "A20"),
        ),
        Item(
            "5.9",
            "It is marked as an option of T-Server alone.",
            ("CLUS-06", "A47", "no_move_away_from_a_link"),
        ),
        Item(
            "5.10",
            "The desktop goes back when that site is available.",
            ("RET-01", "RET-07", "A16", "A18", "PreferredProbe"),
        ),
        Item(
            "5.11",
            "In certain environments the way back is late because of two default values.",
            ("RET-02", "REG-12", "the_return_waits_for_reg_timeout", "DEP-30"),
        ),
        Item(
            "5.12",
            "The first is that of proxy0, 3600.",
            ("REG-10", "sipendpoint.proxies.proxy0.reg_timeout", "DEP-30"),
        ),
        Item(
            "5.13",
            "The second is that of proxy1, 3600 as well.",
            ("REG-10", "sipendpoint.proxies.proxy1.reg_timeout", "DEP-31"),
        ),
        Item("5.14", "The second name is printed with a space where the first has none.", ("A57",)),
        Item(
            "5.15",
            "A note says that Workspace sets up its own endpoint, or Genesys Softphone, by these.",
            ("REG-11", "Registration", "Agent.phone", "A44", "DEP-34", "DEP-36"),
        ),
        Item(
            "5.16",
            "For Genesys Softphone that is so from the last months of 2018 on.",
            ("REG-11", "Deployment.sip_endpoint_release"),
        ),
        Item(
            "5.17",
            "Any other phone, of hardware or of software, is not touched by them.",
            ("REG-11", "PHONE-06", "DnService", "A45", "DEP-32"),
        ),
        Item(
            "5.18",
            "With 3600 the endpoint tries an hour later for the first time again.",
            ("REG-04", "REG-07", "A40", "A41", "DEP-30"),
        ),
        Item(
            "5.19",
            "A site that is soon back is therefore available long before the phone registers there"
            " again.",
            ("RET-02", "REG-12", "A16", "a_missing_registration_holds_back_the_return", "DEP-30"),
        ),
        Item(
            "5.20",
            "Any number of seconds from 30 to 60 makes the endpoint try much sooner.",
            (
                "REG-12",
                "A75",
                "sipendpoint.proxies.proxy0.reg_timeout",
                "sipendpoint.proxies.proxy1.reg_timeout",
                "DEP-31",
            ),
        ),
        Item(
            "5.21",
            "One option, when true, brings the agent's last seen state back after a switchover.",
            (
                "REST-01",
                "REST-03",
                "REST-04",
                "disaster-recovery.restore-agent-state",
                "LastSeen",
                "A23",
            ),
        ),
        Item(
            "5.22",
            "This is put off while interaction windows are stacked.",
            (
                "REST-02",
                "REST-10",
                "INT-01",
                "INT-02",
                "INT-04",
                "A22",
                "A51",
                "A52",
                "A58",
                "Windows",
            ),
        ),
        Item(
            "5.23",
            "It is the agent who closes them all.",
            ("INT-03", "RET-05", "A15", "A50"),
        ),
        Item(
            "5.24",
            "Thereupon the state comes back by itself.",
            ("REST-05", "REST-12", "REST-15", "Restoration", "closing_the_last_window_restores"),
        ),
        Item(
            "5.25",
            "Before, it came back as soon as the agent was logged in at the other site.",
            ("REST-02", "Deployment.release", "DEP-52"),
        ),
        Item(
            "5.26",
            "The harm was that an agent could get another call during one that went on.",
            (
                "INT-06",
                "INT-07",
                "WORLD-04",
                "Call",
                "no_call_while_the_last_call_goes_on",
                "no_call_while_an_earlier_interaction_is_open",
            ),
        ),
        Item(
            "5.27",
            "The change came with release 8.5.105.12.",
            ("REST-02", "Deployment.release", "DEP-52"),
        ),
        Item(
            "5.28",
            "A note wants the extensions for both sites at one Place.",
            ("BC-10", "A36", "Agent.place", "Place.dns", "Dn.number", "DEP-23", "DEP-24", "DEP-26"),
        ),
        Item(
            "5.29",
            "That holds where agents have voice and instant messages and nothing else.",
            ("BC-10", "Agent.media"),
        ),
        Item(
            "5.30",
            "It holds alike for agents who besides have a medium of eServices.",
            ("BC-10", "INT-02", "Agent.media", "DEP-23"),
        ),
        Item(
            "5.31",
            "Stat Server is of release 8.1.2 at least.",
            ("BC-14", "ServerPair.release", "DEP-21"),
        ),
    ),
)
"""Section 5."""

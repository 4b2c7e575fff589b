"""Profiles that are explored in a moment, also by the second explorer without its memory."""

from twinsite.model.profile import Phone, Profile

SMALL = {
    "without business continuity": Profile(business_continuity=False, phone=Phone.NONE),
    "hard phone": Profile(business_continuity=False, phone=Phone.HARD_PHONE),
    "another interpretation": Profile(
        business_continuity=False, phone=Phone.NONE
    ).with_interpretations({"A38": "accepted"}),
}

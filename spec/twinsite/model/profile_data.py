"""A profile as plain data: the one codec of trace files, JSON reports and the client protocol."""

from typing import Annotated, Any, Self

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from twinsite.errors import InputError
from twinsite.model.profile import MOST_NODES, Part, Phone, Profile, Release

Word = Annotated[str, Field(max_length=100)]


class ProfileData(BaseModel):
    """The constants of a session."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    part: Part
    business_continuity: bool
    nodes: Annotated[int, Field(ge=0, le=MOST_NODES)]
    hot_seat: bool
    auto_restore: bool
    restore_agent_state: bool
    auto_ready: bool
    phone: Phone
    release: Word
    interpretations: Annotated[
        dict[Word, Word],
        Field(
            # as version 1 of the protocol calls them
            validation_alias=AliasChoices("readings", "interpretations"),
            serialization_alias="readings",
        ),
    ]

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """Return the data of a profile."""
        told = {name: getattr(profile, name) for name in cls.model_fields}
        return cls.model_validate(
            told
            | {"release": str(profile.release), "interpretations": dict(profile.interpretations)}
        )

    def profile(self, *, where: str) -> Profile:
        """Return the profile.

        Args:
            where: Where the data stands, for messages.

        Raises:
            InputError: if there is no such profile.
        """
        constants = {name: getattr(self, name) for name in type(self).model_fields}
        constants |= {"release": Release.parse(self.release, where=where), "interpretations": ()}
        try:
            bare = Profile(**constants)
        except InputError as error:
            raise InputError(error.what, where=where, remedy=error.remedy) from error
        return bare.with_interpretations(self.interpretations, where=where)


def profile_json(profile: Profile) -> dict[str, Any]:
    """Return a profile for a report: its name and its constants."""
    return {"name": profile.name, **ProfileData.of(profile).model_dump(mode="json")}

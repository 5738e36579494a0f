"""What can go wrong with a service; each is told to the reader in words."""

from readinglist.errors import UserError


class ServiceError(UserError):
    """A service answered, with what cannot be used."""


class NoConnectionError(ServiceError):
    """A service cannot be reached, or does not answer in time: what was to be asked can be asked later."""

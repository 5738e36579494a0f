"""What can go wrong through the user's doing or the world's; anything else is a bug."""


class UserError(Exception):
    """A failure to be told to the user: a banner in the window, standard error and exit code 1 in the CLI.

    `message` says what happened and names the thing it happened to; `hint` says what to do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[type["UserError"], tuple[str, str]]:
        return type(self), (self.message, self.hint)

"""Errors of the domain: a code and its parameters; texts are added at the rim."""


class DomainError(Exception):
    """Something that a person asked for and that cannot be done as asked.

    `code` is stable and is what programs and tests go by; `params` fill the message that
    `core.texts` (pages) or a package's own texts (command line) give in the reader's language.
    """

    code = "error"

    def __init__(self, code: str = "", **params: object) -> None:
        self.code = code or type(self).code
        self.params = params
        super().__init__(self.code, params)

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({details})"

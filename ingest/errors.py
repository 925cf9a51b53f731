"""The errors that people see. Each message is one line and names the remedy."""


class RapporteurError(Exception):
    """Something that the user can mend; shown as one line, without a traceback."""


class UnreadableFile(RapporteurError):
    """A file that is no report that we can read."""


class NotAReport(UnreadableFile):
    """A readable file that is something else: data, an archive. Passed over in a folder."""


class NotFound(RapporteurError):
    """A report, paragraph, file or index that was asked for and is not there."""


class BadSetting(RapporteurError):
    """A setting that is unknown or has a value that it cannot have."""


class BadInput(RapporteurError):
    """An input file (batch, evaluation set) that does not follow its schema."""

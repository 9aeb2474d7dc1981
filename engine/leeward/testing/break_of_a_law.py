"""What a law says where it does not hold: one sentence, and the patients that show it."""

from leeward.testing.patient_file import PatientFile


class Broken(AssertionError):
    """A law does not hold.

    rule: the rule of the document that it is about, where it is about one.
    patients: by name: the patient, and beside it the one it was compared with.
    """

    def __init__(self, message: str, rule: str = "", **patients: PatientFile) -> None:
        self.message = message
        self.rule = rule
        self.patients = patients
        super().__init__(message)

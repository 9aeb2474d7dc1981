"""What is raised when an engine cannot be trusted with an answer. There is then no plan at all."""


class EngineFault(Exception):
    """An engine did something it never may; `help` is the remedy. Never holds a patient's value."""

    def __init__(self, message: str, help: str = "") -> None:
        self.help = help
        super().__init__(message)


class EngineUnavailable(EngineFault):
    """The rule engine of the platform cannot be loaded."""


class EnginesDisagree(EngineFault):
    """The two engines answer differently for one state.

    protocol, name: what they differ in first, in the order of the protocol.
    durable, kernel: the two answers to it.
    count: in how many propositions, grades and decisions they differ.
    """

    def __init__(self, protocol: str, name: str, durable: str, kernel: str, count: int) -> None:
        self.protocol, self.name, self.durable, self.kernel, self.count = (
            protocol,
            name,
            durable,
            kernel,
            count,
        )
        more = f", and {count - 1} more" if count > 1 else ""
        super().__init__(
            f"the two engines disagree in `{protocol}` on `{name}`: durable-rules says {durable}, "
            f"the kernel says {kernel}{more}",
            "do not act on this protocol; report the fault to its maintainers",
        )

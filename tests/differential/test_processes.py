"""What surrounds the engines must not change an answer: locale, threads, forks, garbage collection."""

import gc
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.oracle import oracle
from tests.random_protocols import random_protocol, random_states

from leeward.engines.durable import Durable
from leeward.engines.durable_session import Session
from leeward.engines.judge import Engines

ROOT = Path(__file__).parents[2]

COMMA_LOCALE = """
import ctypes, locale, sys
sys.path.insert(0, {root!r})
locale.setlocale(locale.LC_ALL, {name!r})
strtod = ctypes.CDLL(None).strtod
strtod.restype = ctypes.c_double
assert strtod(b"37,5", None) == 37.5, "the C library does not read a decimal comma"
from leeward.engines.judge import Engines
from tests.oracle import oracle
from tests.random_protocols import random_protocol, random_states
for seed in range(10):
    protocol = random_protocol(seed)
    engines = Engines(protocol)
    for state in random_states(protocol, seed, 100):
        assert engines.signals(state) == oracle(protocol, state), seed
print(locale.localeconv()["decimal_point"])
"""


def test_a_locale_with_a_decimal_comma_changes_nothing(tmp_path):
    made = subprocess.run(
        ["localedef", "-i", "de_DE", "-f", "UTF-8", str(tmp_path / "de_DE.UTF-8")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (tmp_path / "de_DE.UTF-8").is_dir(), made.stderr
    environment = os.environ | {"LOCPATH": str(tmp_path), "LC_ALL": "de_DE.UTF-8"}
    script = COMMA_LOCALE.format(root=str(ROOT), name="de_DE.UTF-8")
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, ",\n"), done.stderr


def test_eight_threads_get_no_wrong_answer():
    protocol = random_protocol(5)
    engines = Engines(protocol)
    states = random_states(protocol, 5, 100)
    expected = [oracle(protocol, state) for state in states]
    with ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(lambda _: [engines.signals(state) for state in states], range(16)))
    assert all(answers == expected for answers in rounds)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_the_child_of_a_fork_evaluates_and_so_does_the_parent():
    protocol = random_protocol(6)
    engines = Engines(protocol)
    states = random_states(protocol, 6, 50)
    expected = [oracle(protocol, state) for state in states]
    assert engines.signals(states[0]) == expected[0]
    # as when another thread is in the middle of an evaluation at the moment of the fork
    with engines.durable._lock:
        child = os.fork()
        if child == 0:
            signal.alarm(60)  # a child that waits for a lock nobody holds must fail, not hang
            code = 1
            try:
                code = 0 if [engines.signals(state) for state in states] == expected else 2
            finally:
                os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert [engines.signals(state) for state in states] == expected


def counted(opened, closed):
    class Counted(Session):
        def __init__(self, shard):
            super().__init__(shard)
            opened.append(1)

        def close(self):
            super().close()
            closed.append(1)

    return Counted


def test_rule_sets_are_deleted_when_the_engine_is_collected():
    opened, closed = [], []
    durable = Durable(random_protocol(7), open_shard=counted(opened, closed))
    durable.signals(random_states(durable.protocol, 7, 1)[0])
    assert (len(opened) > 0, len(closed)) == (True, 0)
    del durable
    gc.collect()
    assert len(closed) == len(opened)


def test_a_closed_engine_opens_again():
    opened, closed = [], []
    durable = Durable(random_protocol(7), open_shard=counted(opened, closed))
    state = random_states(durable.protocol, 7, 1)[0]
    first = durable.signals(state)
    durable.close()
    durable.close()
    assert len(closed) == len(opened)
    assert durable.signals(state) == first
    assert len(opened) == 2 * len(closed)

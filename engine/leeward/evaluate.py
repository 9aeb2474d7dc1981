"""One patient, both engines, one plan."""

from hashlib import sha256

from leeward.engines.durable import VERSION
from leeward.engines.judge import Engines
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.plan.build import make_plan
from leeward.plan.model import EnginesUsed, Plan

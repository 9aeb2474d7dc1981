"""The model: one frozen, typed `ClinicalProtocol`, and the state and signals that go with it."""

"""Cases: patients with the plan they must get, kept beside the protocol they test."""

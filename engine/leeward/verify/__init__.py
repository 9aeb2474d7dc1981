"""Consistency that can be proved: what must hold of every patient, asked of a solver, answered with patients.

laws/         what must hold, one file per law; no solver is named there
state_space   which states a patient file can make
solver        what is asked of a solver; z3_solver is the one we use
replay        every counter-example goes through the patient reader and both engines before it is shown
run           all laws over one protocol
"""

"""The plan as frozen values, one room for each of its parts; `plan.py` holds them all."""

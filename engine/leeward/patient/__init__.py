"""A patient file in, a `State` out: units, ages of observations, histories, panels, assumptions."""

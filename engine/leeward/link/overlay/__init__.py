"""`extends:` a base: deviations laid over it, checked against it, each in the direction that it declares."""

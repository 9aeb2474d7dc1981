"""Text in: YAML documents whose every node keeps its place, and the problems found in them."""

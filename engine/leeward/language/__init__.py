"""The language: units, quantities, conditions, and the JSON Schema of the documents."""

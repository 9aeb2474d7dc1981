"""The shape of a document: what a fault of the schema means to its writer."""

"""Which parts of a document the cases beside it exercise, and a patient for each part they do not."""

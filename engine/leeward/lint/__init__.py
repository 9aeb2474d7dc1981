"""What is well written and hardly meant: warnings on the document that is being written, one check a file."""

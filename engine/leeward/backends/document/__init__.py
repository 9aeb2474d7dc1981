"""The protocol as a committee reads it: blocks of text, what goes into them, and two ways to print them."""

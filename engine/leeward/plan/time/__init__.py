"""What time alone changes: the same patient later, and the moments that are worth looking at."""

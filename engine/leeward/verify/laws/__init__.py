"""The built-in laws, one file each; a new law is a new file with a `LAW`."""

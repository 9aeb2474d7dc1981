"""What every protocol keeps, for any patient: one module for each law, its first line the law in words."""

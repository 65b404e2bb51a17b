"""What is not part of the program: making its parts and its package."""

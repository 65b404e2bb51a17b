"""Where the diary lies: one SQLite file and the store that turns its rows into domain objects."""

"""Writers: the diary, or a span of it, as a file of another kind. They change nothing in it."""

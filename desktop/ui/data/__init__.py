"""The page where the diary goes in and out, and where its backups lie."""

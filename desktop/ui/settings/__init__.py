"""The settings page, generated from the schema of `desktop.settings`."""

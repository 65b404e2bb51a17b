"""Charts of moods over time; pyqtgraph is imported when the first one is shown."""

"""The page of models: which one is in use, which can be downloaded, what they take."""

"""Care on screen: the fixed card, the soft line, the page with help and the safety plan."""

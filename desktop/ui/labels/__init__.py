"""Labels on screen: the chip with its menu, what it says, and the labels' part of the settings."""

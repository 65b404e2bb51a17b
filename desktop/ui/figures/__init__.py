"""What requests cost, on screen: a table of the last ones, and one of them stage by stage."""

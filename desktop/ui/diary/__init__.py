"""The days of the diary: a month in mood colours and the list of days."""

"""What the program is about, as plain values: no Qt, no SQL, no torch, no settings, no clock."""

"""Running the weights and turning them into an assistant. No Qt, no SQL; torch only on demand."""

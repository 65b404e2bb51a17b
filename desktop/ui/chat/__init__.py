"""The chat page: today's turns and the composer. Knows ChatService and turns, never a model."""

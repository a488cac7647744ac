"""What a person decides about doubtful cells: events, what stands of them, the queue, and the report they make. Pure."""

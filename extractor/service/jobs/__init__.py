"""Work that outlives the process: uploads taken up, sources read one by one, each once, within a budget."""

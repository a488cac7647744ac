"""The pages for people, rendered by the server."""

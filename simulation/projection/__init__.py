"""What a likely result looks like on the client's own photo."""

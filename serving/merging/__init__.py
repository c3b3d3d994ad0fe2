"""Two entries that turned out to be one client: what one holds goes to the other, sealed anew; all of it or nothing."""

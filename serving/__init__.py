"""Everything with a socket, a disk or a clock: API, batcher, CLI, pages."""

"""findings + client profile + practice → plan draft → documents."""

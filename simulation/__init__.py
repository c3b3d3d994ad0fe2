"""photo + findings + effects → labelled projection."""

"""The analyses of a batch become a ranking, bands and a matrix. Pure."""

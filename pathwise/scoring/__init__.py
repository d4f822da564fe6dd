"""A profile, with or without a job, becomes scores by a versioned rubric. Pure."""

"""What runs in which order: no SQL, no rules, no error handling."""

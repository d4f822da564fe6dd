"""The commands of `pathwise`, a module each. JSON goes to stdout, words and progress to stderr."""

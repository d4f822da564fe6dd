"""The library of Pathwise: reads resumes, judges them, keeps the results. Knows no flow and no task."""

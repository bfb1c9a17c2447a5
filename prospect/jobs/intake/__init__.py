"""From a posting to its job, many at a time. In: postings that wait. Out: jobs with their places, changes and copies."""

"""What saved alerts come to, kept beside them. In: alerts. Out: a matcher that opens a million of them in seconds."""

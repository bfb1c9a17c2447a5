"""Which jobs are copies of others, settled before they are indexed. In: jobs stored. Out: `copy_of`, with the reason."""

"""From a meeting of alert and job to the written letter. In: pairs. Out: letters in the outbox, composed when they go."""

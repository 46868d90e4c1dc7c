"""The durable truth: events, heads, results and the feed."""

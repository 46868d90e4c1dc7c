"""What the built-in answerer says and knows, as data: phrases, topics, words, sample articles."""

"""The console's link to the backend: resume, outbox and drafts as a sans-I/O core with a thin shell."""

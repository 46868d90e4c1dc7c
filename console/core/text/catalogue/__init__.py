"""The English catalogue, one module an area: each holds `MESSAGES`, a table of id to template."""

"""Stage 7 of 8. Reading → Mention: what happened, with its cells, status and source."""

"""The stages, one folder each; ``pipeline.py`` runs them in order. No stage imports another."""

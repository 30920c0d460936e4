"""Addresses of the pages, by part; objects are addressed by uid."""

"""The table role × address × code: what a row is, and the rows of every part of the pages."""

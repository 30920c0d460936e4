"""Plans composed at random, set in layouts chosen at random, with what a right reading of each holds.

A plan is drawn once (`plans`), then set as running text (`prose`) or as a table (`rows`), in a file of any format
(`files`). What was drawn is the gold; a reading that differs from it is a fault, or the layout is ambiguous and must be
taken out of those drawn here.
"""

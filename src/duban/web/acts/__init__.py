"""Acts as pages: the form of an act follows from what it is given, and pages offer only what can be done now."""

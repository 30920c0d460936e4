"""The house form of days and moments, by language; Django finds it by the settings."""

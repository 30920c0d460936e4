"""Progress: periods, reports, what cooperating units file, evidence, and what goes up to the leaders."""

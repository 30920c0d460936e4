"""What pages show of reports, contributions and what goes up."""

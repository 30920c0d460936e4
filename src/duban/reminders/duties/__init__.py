"""What everybody owes, by when, in one list: drawn from every part of the house for the desk."""

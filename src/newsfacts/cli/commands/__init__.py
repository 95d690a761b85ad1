"""One module a command; they are found by `newsfacts.cli`. What a command needs is imported when it runs."""

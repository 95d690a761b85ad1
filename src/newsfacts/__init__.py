"""Facts from Russian news."""

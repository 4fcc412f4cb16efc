"""What the notices say."""

"""Every face of the product."""

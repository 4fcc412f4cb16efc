"""An answer, a notice or a report as people see it: one outline for every face, then text, HTML or JSON."""

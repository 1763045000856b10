"""A complete, generated data set for trying the dashboard; marked as illustrative everywhere."""

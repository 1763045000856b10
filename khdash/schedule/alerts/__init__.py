"""Alerts: what is new since the last run, each as an exhibit of what a reader sees anyway."""

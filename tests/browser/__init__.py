"""Tests that drive the running application in a real Chromium."""

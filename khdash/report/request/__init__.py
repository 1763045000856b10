"""What is sent to a province: the request, the reminder, the refusal, as texts and as a letter."""

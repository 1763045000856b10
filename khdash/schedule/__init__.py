"""What is made and sent by itself: a schedule as data, its runs, mails and alerts."""

"""What is said to a receipt printer in ESC/POS, what it answers, and the lines to it."""

"""What a receipt says, and what became of its paper."""

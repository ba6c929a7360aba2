"""Fields, rules and answers: one form for however many items are asked for together."""

"""One sync cycle, as rules: the wire's messages, what an answer means, when to try again."""

"""`new` and `plan`: from questions and answers to a folder."""

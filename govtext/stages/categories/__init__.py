"""The sentences, and the category of each: achievement, problem, plan or other."""

"""How well reports agree with gold: annotations made by hand, and the measures of agreement."""

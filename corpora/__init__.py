"""Sample reports written for this project, with gold, packaged for trying and for the tests."""

"""What is asked of many reports: panels of their claims."""

"""Analyses of many reports: panels of their claims."""

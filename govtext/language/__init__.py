"""What is known of Chinese, from the tables of rules; nothing of reports."""

"""What is behind the question whether two papers are one: likeness, versions, what joining them means."""

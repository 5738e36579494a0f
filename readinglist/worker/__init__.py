"""The worker process: what is heavy in Python happens there, and the window talks to it."""

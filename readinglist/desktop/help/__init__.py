"""What the window tells about itself: the guide, the keys, what is new, and what it is made of."""

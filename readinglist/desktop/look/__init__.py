"""What everything looks like: colours, type, signs, and the plain widgets made of them."""

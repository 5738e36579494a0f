"""What goes on behind the widgets: the open library, its searches and steps, and the door out of the GUI thread."""

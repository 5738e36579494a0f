"""How wide the window's parts are, in pixels at scale 1, and at which width of the window they give way."""

WINDOW = 1440, 900
"""The window before it was ever resized."""

FRAME_HEIGHT = 40
"""What is left to the system's frame around the window."""

WINDOW_SMALLEST = 420, 420

SIDEBAR = 232

SIDEBAR_FOLDED = 56
"""The sidebar when it shows its glyphs alone."""

SIDEBAR_FOLDS_BELOW = 1100

LIST = 628

PAGE = 578

COLUMN_NARROWEST = 340

ONE_COLUMN_BELOW = 860
"""In a window narrower than this, list and page take turns."""

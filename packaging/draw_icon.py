"""Draws an SVG as a square PNG: draw_icon.py DRAWING PIXELS FILE."""

import sys

from PySide6.QtGui import QGuiApplication, QIcon

application = QGuiApplication([*sys.argv[:1], "-platform", "offscreen"])
drawing, size, file = sys.argv[1], int(sys.argv[2]), sys.argv[3]
if not QIcon(drawing).pixmap(size, size).save(file):
    sys.exit(f"{file} could not be written.")

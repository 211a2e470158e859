#!/usr/bin/python3
"""Golden numbers of chapter 08, from SciPy: an oracle that shares no line with the reference solutions.

    /usr/bin/python3 tests/golden/ch08_golden.py

writes ch08_draw.json beside this script. Last run with NumPy 1.24.2 and SciPy 1.10.1 (Debian 12's python3-scipy).

Wherever there is one, another way leads to the number: the distance to a segment is searched for, not solved for; a
mean over an area is a difference of the integral over the image from its corner, of which SciPy interpolates what lies
between whole pixels (exactly: between them that integral is bilinear).
"""
import pathlib
import sys

import numpy as np
import scipy
from scipy import ndimage
from scipy.interpolate import RegularGridInterpolator
from scipy.special import softmax

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import ch03_golden  # the file format

HERE = pathlib.Path(__file__).resolve().parent
PAPER, DIGIT_SIDE, FIELD_SIDE = 0.1, 20, 28

# (H, W), and strokes of (width, points): a bent line, a dot, one that leaves the canvas on three sides, one that crosses.
CANVAS = (24, 31)
STROKES = [(3.0, [(4.2, 3.1), (9.7, 12.4), (6.3, 19.8)]),
           (4.6, [(21.3, 17.9)]),
           (2.25, [(-7.5, 8.0), (14.0, -5.0), (39.0, 16.5)]),
           (1.5, [(2.0, 15.0), (12.5, 15.0), (12.5, 15.0), (17.0, 9.0)])]


def write(arrays):
    ch03_golden.write("ch08_draw", arrays)
    file = HERE / "ch08_draw.json"
    file.write_text(file.read_text().replace("ch03_golden.py", "ch08_golden.py").replace(
        f"NumPy {np.__version__}", f"NumPy {np.__version__} and SciPy {scipy.__version__}"))


def distance(p, a, b):
    """From each point of p (..., 2) to the segment: along it the distance falls, then rises; so narrow it down."""
    low, high = np.zeros(p.shape[:-1]), np.ones(p.shape[:-1])

    def at(t):
        return np.hypot(*np.moveaxis(p - (a + t[..., None] * (b - a)), -1, 0))

    for _ in range(120):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        nearer = at(left) < at(right)
        low, high = np.where(nearer, low, left), np.where(nearer, right, high)
    return at((low + high) / 2)


def draw(strokes, shape):
    h, w = np.indices(shape)
    middles = np.stack([w + 0.5, h + 0.5], -1)
    canvas = np.zeros(shape)
    for width, points in strokes:
        points = np.array(points, float)
        for a, b in zip(points, points[1:] if len(points) > 1 else points):
            canvas = np.maximum(canvas, np.clip((width + 1) / 2 - distance(middles, a, b), 0, 1))
    return canvas


def box_of(canvas):
    """top, left, rows, cols."""
    down, across = ndimage.find_objects((canvas > PAPER).astype(int))[0]
    return down.start, across.start, down.stop - down.start, across.stop - across.start


def fit(canvas, box, side):
    top, left, rows, cols = box
    # A frame of paper, wide enough for what the last pixel covers beyond the box.
    inside = np.zeros((rows + max(rows, cols), cols + max(rows, cols)))
    inside[:rows, :cols] = canvas[top:top + rows, left:left + cols]
    integral = np.pad(inside.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    until = RegularGridInterpolator((np.arange(integral.shape[0]), np.arange(integral.shape[1])), integral)
    s = max(rows, cols) / side
    i = np.arange(-(-rows * side // max(rows, cols)) + 1) * s
    j = np.arange(-(-cols * side // max(rows, cols)) + 1) * s
    corners = until(np.stack(np.meshgrid(i, j, indexing="ij"), -1))
    return np.diff(np.diff(corners, axis=0), axis=1) / s**2


def center(image):
    """x, y."""
    y, x = ndimage.center_of_mass(image)
    return np.array([x + 0.5, y + 0.5])


def offset(image):
    """top, left."""
    x, y = center(image)
    # The middle of pixel (14, 14); half a pixel either way would leave two right answers.
    moves = FIELD_SIDE // 2 + 0.5 - np.array([y, x])
    assert (np.abs(np.abs(moves - np.floor(moves)) - 0.5) > 1e-3).all()
    return np.clip(np.rint(moves), 0, FIELD_SIDE - np.array(image.shape)).astype(int)


def main():
    canvas = draw(STROKES, CANVAS)
    arrays = {"canvas": canvas}

    # A drawing that does not fill its canvas, with a fringe too faint to count.
    drawing = draw([(4.0, [(24.0, 13.0), (13.5, 22.0), (22.0, 31.5), (15.0, 46.0)])], (60, 40))
    drawing = np.round(drawing, 3)
    drawing[5, 3] = 0.1
    drawing[50, 33] = 0.09
    box = box_of(drawing)
    arrays.update(drawing=drawing, box=box)
    for side in (7, 20, 45):
        arrays[f"fitted to {side}"] = fit(drawing, box, side)
    wide = drawing.T
    arrays["fitted to 20, lying"] = fit(wide, box_of(wide), 20)
    arrays["center"] = center(drawing)

    fitted = fit(drawing, box, DIGIT_SIDE)
    top, left = offset(fitted)
    image = np.zeros((FIELD_SIDE, FIELD_SIDE))
    image[top:top + fitted.shape[0], left:left + fitted.shape[1]] = fitted
    arrays.update(offset=[top, left], image=image)

    scores = np.array([[2.0, -1.0, 0.5, 7.0], [-3.0, 4.0, 4.5, -20.0]])
    arrays["scores"] = scores
    for t in (0.25, 1, 3):
        arrays[f"at {t:g}"] = softmax(scores / t, axis=-1)
    write(arrays)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes docs/widgets/temperature.data.js and boundary.data.js from their records in tests/figures.

    tests/widgets/data_of_record.py

After a record has changed. The tests here compare the two."""
import json
import pathlib
import re

root = pathlib.Path(__file__).resolve().parents[2]


def rows(record):
    for line in (root / "tests/figures" / record).read_text().splitlines():
        name, what = line.split(": ", 1)
        yield name, what


def numbers(text):
    return [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", text)]


def whole(values, parts):
    return [round(value * parts) for value in values]


def temperature():
    frames = []
    for name, what in rows("ch06_temperatures.txt"):
        shares, *bins = what.split("; ")
        accuracy, confidence, error = numbers(shares)
        frames.append({"tenths": whole(numbers(name), 10)[0], "accuracy": accuracy, "confidence": confidence, "error": error,
                       "bins": [[round(from_ * 10), int(count), mean, right] for from_, count, mean, right in map(numbers, bins)]})
    return {"frames": frames}


def boundary():
    points, epochs, models = [], [], {}
    for name, what in rows("ch03_boundary.txt"):
        if name.startswith("points"):
            points.append([whole(numbers(one), 100) for one in what.split(", ")])
            continue
        model, epoch = name.split(", epoch ")
        frames = models.setdefault(model, [])
        score, parameters = what.split("; ")
        right, _, loss = numbers(score)
        frames.append({"right": int(right), "loss": loss, "parameters": [whole(numbers(one), 1000) for one in parameters.split(",")]})
        if len(models) == 1:
            epochs.append(int(epoch))
    return {"points": points, "epochs": epochs, "models": [{"name": name, "frames": frames} for name, frames in models.items()]}


def write(name, comment, data):
    text = json.dumps(data, separators=(",", ":"))
    text = re.sub(r',(\{"(?:tenths|right|name)"|"(?:epochs|models)")', r",\n\1", text)
    (root / f"docs/widgets/{name}.data.js").write_text(f"// {comment}\nwidgets.data.{name} = {text};\n")


write("temperature", "From tests/figures/ch06_temperatures.txt, by tests/widgets/data_of_record.py. A bin: its lower edge in tenths, images, "
      "mean confidence, accuracy.", temperature())
write("boundary", "From tests/figures/ch03_boundary.txt, by tests/widgets/data_of_record.py. Points in hundredths, parameters in "
      "thousandths.", boundary())

# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""Writes tables of many forms, and says what NumPy and Python make of damaged ones.

Usage: python3 oracle.py write FOLDER      tables to damage, into FOLDER
       python3 oracle.py check FOLDER      of each X.read in FOLDER, the values that were read of X
Prints a line for each table that was read as something else than it holds.
"""
import csv
import io
import os
import sys
import zipfile

import numpy


def write(folder):
    random = numpy.random.RandomState(1)
    values = numpy.round(random.normal(0, 1, (40, 3)), 4)

    def save(name, array):
        numpy.save(os.path.join(folder, name), array)

    save("f8.npy", values)
    save("f4-fortran.npy", numpy.asfortranarray(values.astype("<f4")))
    save("f2.npy", values.astype("<f2"))
    save("f8-big.npy", values.astype(">f8"))
    save("i4-big.npy", (100 * values).astype(">i4"))
    save("u1.npy", (10 * abs(values)).astype("u1"))
    save("bool.npy", values > 0)
    save("cube.npy", random.normal(0, 1, (20, 3, 4)))
    save("line.npy", values[:, 0])
    for version in ((2, 0), (3, 0)):
        with open(os.path.join(folder, "v%d.npy" % version[0]), "wb") as file:
            numpy.lib.format.write_array(file, values, version)
    numpy.savez(os.path.join(folder, "stored.npz"), values)
    numpy.savez_compressed(os.path.join(folder, "deflated.npz"), layer=values.astype("<f4"))
    numpy.savez_compressed(os.path.join(folder, "cube.npz"), cube=random.normal(0, 1, (20, 3, 4)))
    rows = [",".join("%.4f" % value for value in row) for row in values]
    texts = {
        "plain": rows,
        "header": ["first,second,third"] + rows,
        "pandas": [",a,b,c"] + ["%d,%s" % (i, row) for i, row in enumerate(rows)],
        "semicolon": [row.replace(",", ";") for row in rows],
        "comma": [row.replace(",", ";").replace(".", ",") for row in rows],
        "tab": ["x\ty\tz"] + [row.replace(",", "\t") for row in rows],
        "quoted": ['"first","second","third"'] + rows,
        "whole": ["%d,%d" % (i * 7 % 5, i * 3 % 4) for i in range(40)],
    }
    for name, lines in texts.items():
        with open(os.path.join(folder, name + ".csv"), "w", newline="", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


def of_array(array):
    if array.dtype.kind == "V" and array.dtype.itemsize == 2 and array.dtype.fields is None:
        array = (array.view("<u2").astype("<u4") << 16).view("<f4")  # bfloat16
    if array.dtype.kind not in "biuf":
        raise ValueError("is of %s" % array.dtype)
    array = array.astype("float64")
    array = array.reshape(-1, 1) if array.ndim == 1 else array
    return array.mean(tuple(range(2, array.ndim))) if array.ndim > 2 else array


def of_npz(path):
    """Where only the archive around them is damaged, the values must be those of the whole one."""
    try:
        archive = zipfile.ZipFile(path)
        archive.read(archive.namelist()[0])
    except zipfile.BadZipFile:
        whole = os.path.join(os.path.dirname(path), "..", "whole", os.path.basename(path)[6:])
        archive = zipfile.ZipFile(whole)
    with archive:
        (name,) = archive.namelist()
        return of_array(numpy.lib.format.read_array(io.BytesIO(archive.read(name)), allow_pickle=False))


def number(cell):
    if "_" in cell:
        raise ValueError(cell)
    return float(cell)


def is_number(cell):
    try:
        number(cell)
        return True
    except ValueError:
        return False


def of_csv(path):
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = [row for row in csv.reader(file) if "".join(row).strip()]
    if not any(is_number(cell) for cell in rows[0]):
        rows = rows[1:]
    return numpy.array([[number(cell) for cell in row] for row in rows])


def check(folder):
    readers = {".npy": lambda path: of_array(numpy.load(path, allow_pickle=False)), ".npz": of_npz, ".csv": of_csv}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".read"):
            path = os.path.join(folder, name[: -len(".read")])
            rows, columns, *found = numpy.fromfile(os.path.join(folder, name), "<f8")
            found = numpy.array(found).reshape(int(rows), int(columns))
            try:
                held = readers[os.path.splitext(path)[1]](path)
                same = held.shape == found.shape and numpy.allclose(held, found, 1e-12, 0, equal_nan=True)
                if not same:
                    print("%s: holds %s, read as %s" % (path, held.shape, found.shape))
            except Exception as e:
                print("%s: read as %s, but %s: %s" % (path, found.shape, type(e).__name__, e))


if __name__ == "__main__":
    numpy.seterr(all="ignore")
    {"write": write, "check": check}[sys.argv[1]](sys.argv[2])

#!/usr/bin/env python3
# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""Writes some of the forms of version-1.txt by what src/site/serial-form.md says, without Infoscope."""
import math
import struct
import zlib

MASK = (1 << 64) - 1
ROWS = 12


def scramble(z):
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
    return z ^ z >> 31


def mix(seed, index):
    return scramble(seed + (index + 1) * 0x9E3779B97F4A7C15 & MASK)


def number(value):
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def signed(value):
    return number(2 * value if value >= 0 else -2 * value - 1)


def word(value):
    return (value & MASK).to_bytes(8, "little")


def real(value):
    return struct.pack("<d", value)


def form(kind, body):
    head = b"ISST" + bytes([1, kind]) + body
    return head + zlib.crc32(head).to_bytes(4, "little")


def as_signed(value):
    return value - (1 << 64) if value >> 63 else value


def values(units, seed):
    return [[(mix(seed, row % 8 * units + unit) >> 62) / 4 for unit in range(units)] for row in range(ROWS)]


def cuts(units):
    return [[0.25, 0.5] if unit % 3 == 0 else [0.5] for unit in range(units)]


def code(edges, value):
    return sum(edge <= value for edge in edges)


def edges_of_units(cut, bins=3):
    out = number(3) + number(bins) + number(len(cut))
    for edges in cut:
        out += number(len(edges)) + b"".join(map(real, edges))
    return out


def pattern_table(counts):
    """Counts by (pattern, symbol); a pattern is a tuple of words."""
    patterns = {}
    for (pattern, symbol), count in counts.items():
        patterns.setdefault(pattern, {})[symbol] = count
    out = number(len(patterns))
    before = 0
    for pattern in sorted(patterns, key=lambda words: words[::-1]):
        if len(pattern) == 1:
            out += number(pattern[0] - before)
            before = pattern[0]
        else:
            out += b"".join(map(word, pattern))
        symbols = patterns[pattern]
        out += number(len(symbols))
        last = 0
        for symbol in sorted(symbols):
            out += number(symbol - last) + number(symbols[symbol])
            last = symbol
    return out


def counted(pairs):
    counts = {}
    for pair in pairs:
        counts[pair] = counts.get(pair, 0) + 1
    return counts


def weights(stream, units):
    return [mix(stream, unit) | 1 for unit in range(units)]


def pattern(codes, bins):
    if len(codes) * math.log(bins) < 63 * math.log(2):
        return (sum(one * bins**unit for unit, one in enumerate(codes)),)
    return tuple(
        sum(one * weight for one, weight in zip(codes, weights(stream, len(codes)))) & MASK
        for stream in (0x1F0C0DE1, 0x1F0C0DE2)
    )


def zeros(pattern):
    high = pattern[1] if len(pattern) > 1 else 0
    return 64 - scramble(scramble(pattern[0]) + high & MASK).bit_length()


def patterns(cut, most):
    units = len(cut)
    labels = [row % 3 for row in range(ROWS)]
    rows = [pattern([code(cut[unit], row[unit]) for unit in range(units)], 3) for row in values(units, units)]
    level = 0
    counts = counted(zip(rows, labels))
    while len(counts) > most:
        level += 1
        counts = {pair: count for pair, count in counts.items() if zeros(pair[0]) >= level}
    body = edges_of_units(cut) + number(units) + number(3) + number(most) + number(level)
    if level > 0:
        body += b"".join(number(labels.count(label)) for label in range(3))
    return form(1, body + pattern_table(counts))


def row_ids():
    ids = sorted((as_signed(mix(3, row)), row - 4) for row in range(ROWS))[:5]
    return form(2, number(5) + number(ROWS) + b"".join(word(row[0]) + signed(row[1]) for row in ids))


def reversed_bits(value):
    return int.from_bytes(struct.pack("<d", value + 0.0), "big")


def units():
    cut, rows = cuts(5), values(5, 5)
    labels = [row % 3 for row in range(ROWS)]
    body = edges_of_units(cut) + number(3) + b"".join(number(labels.count(label)) for label in range(3))
    odd = weights(0x696E666F73636F70, 5)
    keys = [scramble(sum(reversed_bits(value) * one for value, one in zip(row, odd)) & MASK) for row in rows]
    for unit in range(5):
        column = [row[unit] for row in rows]
        body += real(min(column)) + real(max(column))
        body += word(sum(key * reversed_bits(value) for key, value in zip(keys, column)))
        body += word(sum(key * code(cut[unit], value) for key, value in zip(keys, column)))
        for label in range(3):
            own = [value for value, other in zip(column, labels) if other == label]
            for edge in range(2):
                reached = sum(value >= cut[unit][edge] for value in own) if edge < len(cut[unit]) else 0
                body += number(reached)
            cut_off = [int(value * 2**40) for value in own]
            body += signed(sum(one >> 32 for one in cut_off)) + number(sum(one & 0xFFFFFFFF for one in cut_off))
    return form(3, body)


def relay_zeros(pattern):
    hashed = 0
    for one in pattern:
        hashed = scramble(hashed ^ one)
    return 64 - hashed.bit_length()


def relay(count, most=1000):
    cut = cuts(count)
    per_word = 64 // 2
    counts = []
    for number_of_row, row in enumerate(values(count, count)):
        words = [0] * -(-count // per_word)
        for unit in range(count):
            words[unit // per_word] |= code(cut[unit], row[unit]) << unit % per_word * 2
        counts.append((tuple(words), number_of_row % 3 * 4 + number_of_row % 4))
    counts, level = counted(counts), 0
    while len(counts) > most:
        level += 1
        counts = {pair: times for pair, times in counts.items() if relay_zeros(pair[0]) >= level}
    body = edges_of_units(cut) + number(3) + number(4) + number(most) + number(level)
    return form(4, body + (number(ROWS) if level > 0 else b"") + pattern_table(counts))


def pairs():
    a, b = values(4, 4), values(5, 5)
    body = edges_of_units(cuts(2)) + number(0) + number(1)
    body += edges_of_units(cuts(3)) + number(1) + number(1) + number(0) + number(ROWS)
    for i, first in enumerate([0, 2]):
        for j, second in enumerate([1, 3, 4]):
            cells = counted((code(cuts(2)[i], x[first]), code(cuts(3)[j], y[second])) for x, y in zip(a, b))
            body += b"".join(number(cells.get((x, y), 0)) for x in range(3) for y in range(3))
    return form(6, body)


def ranges():
    rows = [value for row in values(3, 1) for value in row]
    rows[4], rows[8] = math.nan, math.inf
    finite = [value for value in rows if math.isfinite(value)]
    body = number(3) + number(ROWS) + number(2) + real(min(finite)) + real(max(finite))
    for unit in range(3):
        column = rows[unit::3]
        nan = any(map(math.isnan, column))
        body += real(math.nan if nan else min(column)) + real(math.nan if nan else max(column))
    return form(7, body)


def rows():
    kept = sorted((as_signed(mix(9, row)), row) for row in range(ROWS))[:4]
    body = number(4) + number(2) + word(9) + number(ROWS)
    for _, row in kept:
        pair = (row / 3, float(row))
        single = all(struct.unpack("<f", struct.pack("<f", value))[0] == value for value in pair)
        body += signed(row) + number(int(single)) + struct.pack("<2f" if single else "<2d", *pair)
    return form(8, body)


for name, written in {
    "patterns-edges-of-units": patterns(cuts(5), 99),
    "patterns-of-two-words": patterns(cuts(70), 99),
    "patterns-limited": patterns(cuts(5), 3),
    "row-ids": row_ids(),
    "units": units(),
    "relay": relay(5),
    "relay-limited": relay(5, 3),
    "relay-of-two-words": relay(40),
    "pairs": pairs(),
    "ranges": ranges(),
    "rows": rows(),
}.items():
    print(name, written.hex())

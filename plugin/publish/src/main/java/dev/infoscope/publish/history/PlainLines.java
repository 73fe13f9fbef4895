// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Text: a line counts when its end is there. A file is continued if it is empty or begins with
 * reports; of it only a last line is cut off that was cut short, which has no end, or after a power
 * cut zeros in place of some of its bytes, and begins where a report ended.
 */
final class PlainLines implements LineFormat {
  private static final byte END = '\n';
  private static final int BLOCK = 1 << 16;
  private static final byte[] HEAD = "{\"schema\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PACKED = {0x1f, (byte) 0x8b};

  private final Path file;

  PlainLines(Path file) {
    this.file = file;
  }

  @Override
  public byte[] framed(byte[] line) {
    return ended(line);
  }

  static byte[] ended(byte[] line) {
    byte[] ended = Arrays.copyOf(line, line.length + 1);
    ended[line.length] = END;
    return ended;
  }

  @Override
  public long endOfLastReport(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size == 0) {
      return 0;
    }
    long first = endOfFirstLine(channel);
    if (first == 0) {
      requireTornFirst(channel);
      return 0;
    }
    requireReport(channel, 0, first);
    long end = endOfLineBefore(channel, size);
    long start = endOfLineBefore(channel, end - 1);
    if (end == size && start > 0 && holdsZeros(channel, start, end)) {
      end = start;
      start = endOfLineBefore(channel, end - 1);
    }
    requireReport(channel, start, end);
    requireTorn(channel, end);
    return end;
  }

  /** One that a first report begins with; shorter ones too. */
  private void requireTornFirst(FileChannel channel) throws IOException {
    byte[] head = read(channel, 0, Math.min(HEAD.length, channel.size()));
    if (!Arrays.equals(head, Arrays.copyOf(HEAD, head.length))) {
      throw refused(channel, 0);
    }
  }

  /** What stands behind the last report: nothing, or what we or a power cut left of a line. */
  private void requireTorn(FileChannel channel, long start) throws IOException {
    if (start < channel.size()) {
      byte first = read(channel, start, 1)[0];
      if (first != '{' && first != 0) {
        throw refused(channel, start);
      }
    }
  }

  /** By the rule of the reader, so that nothing is cut off that is read. */
  private void requireReport(FileChannel channel, long start, long end) throws IOException {
    byte[] line =
        end - start > Integer.MAX_VALUE - 8 ? new byte[0] : read(channel, start, end - start);
    try {
      HistoryFields.read(line, line.length);
    } catch (IOException e) {
      throw refused(channel, start);
    }
  }

  private HistoryException refused(FileChannel channel, long start) throws IOException {
    if (start == 0 && Arrays.equals(read(channel, 0, Math.min(2, channel.size())), PACKED)) {
      return HistoryException.refused(file, "is packed, and its name does not end in .gz");
    }
    return HistoryException.refused(
        file, "line %d is no report of Infoscope".formatted(1 + linesBefore(channel, start)));
  }

  private static boolean holdsZeros(FileChannel channel, long start, long end) throws IOException {
    for (long from = start; from < end; from += BLOCK) {
      for (byte each : read(channel, from, Math.min(BLOCK, end - from))) {
        if (each == 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static long linesBefore(FileChannel channel, long limit) throws IOException {
    long lines = 0;
    for (long from = 0; from < limit; from += BLOCK) {
      for (byte each : read(channel, from, Math.min(BLOCK, limit - from))) {
        lines += each == END ? 1 : 0;
      }
    }
    return lines;
  }

  /** Position just behind the first end of line; 0 if there is none. */
  private static long endOfFirstLine(FileChannel channel) throws IOException {
    long size = channel.size();
    for (long from = 0; from < size; from += BLOCK) {
      byte[] block = read(channel, from, Math.min(BLOCK, size - from));
      for (int i = 0; i < block.length; i++) {
        if (block[i] == END) {
          return from + i + 1;
        }
      }
    }
    return 0;
  }

  /** Position just behind the last end of line before a position; 0 if there is none. */
  private static long endOfLineBefore(FileChannel channel, long limit) throws IOException {
    for (long to = limit; to > 0; to -= BLOCK) {
      long from = Math.max(0, to - BLOCK);
      byte[] block = read(channel, from, to - from);
      for (int i = block.length - 1; i >= 0; i--) {
        if (block[i] == END) {
          return from + i + 1;
        }
      }
    }
    return 0;
  }

  /** So many bytes, all of which are there. */
  private static byte[] read(FileChannel channel, long start, long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) length);
    while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
      // A short read is read on.
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}

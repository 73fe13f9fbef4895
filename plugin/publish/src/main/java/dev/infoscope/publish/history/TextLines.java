// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Text, a report a line. A file is continued if it is empty or begins with reports; of it only a
 * last line is cut off that was cut short, which has no end, or after a power cut zeros in place of
 * some of its bytes, and holds no report that {@link ReportLines} finds.
 */
final class TextLines implements LineFormat {
  private static final byte END = '\n';
  private static final int BLOCK = 1 << 16;
  private static final byte[] HEAD = ReportLines.HEAD;
  private static final byte[] PACKED = {0x1f, (byte) 0x8b};

  private final Path file;

  TextLines(Path file) {
    this.file = file;
  }

  @Override
  public byte[] framed(byte[] line) {
    return ended(line);
  }

  @Override
  public boolean needsEndBehind(byte last) {
    return last != END;
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
    long begin = endOfZeros(channel);
    long first = endOfLineFrom(channel, begin);
    if (first == 0 && reports(channel, begin, size) > 0) {
      return size;
    }
    if (begin == size || first == 0) {
      requireTornFirst(channel, begin);
      return 0;
    }
    requireHead(channel, begin, first);
    long end = endOfLineBefore(channel, size);
    if (end < size && reports(channel, end, size) > 0) {
      return size; // its end was never written, or lost, and it is whole all the same
    }
    long start = endOfLineBefore(channel, end - 1);
    if (end == size && start > 0 && isTorn(channel, start, end)) {
      end = start;
      start = endOfLineBefore(channel, end - 1);
    }
    requireReport(channel, start, end);
    requireTorn(channel, end);
    return end;
  }

  /** One that a first report begins with; shorter ones too. */
  private void requireTornFirst(FileChannel channel, long begin) throws IOException {
    byte[] head = read(channel, begin, Math.min(HEAD.length, channel.size() - begin));
    if (head.length == 0 || !Arrays.equals(head, Arrays.copyOf(HEAD, head.length))) {
      throw refused(channel, 0);
    }
  }

  /** One that begins as a report; what is damaged behind costs only itself. */
  private void requireHead(FileChannel channel, long begin, long end) throws IOException {
    byte[] head = read(channel, begin, Math.min(HEAD.length, end - begin));
    if (!Arrays.equals(head, HEAD) && reports(channel, begin, end) == 0) {
      throw refused(channel, begin);
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
    if (reports(channel, start, end) == 0) {
      throw refused(channel, start);
    }
  }

  /** Whether zeros stand in place of some bytes of a line, and what is left is no report. */
  private static boolean isTorn(FileChannel channel, long start, long end) throws IOException {
    return holdsZeros(channel, start, end) && reports(channel, start, end) == 0;
  }

  private static long reports(FileChannel channel, long start, long end) throws IOException {
    Counter found = new Counter();
    ReportLines lines = new ReportLines(found);
    for (long from = start; from < end; from += BLOCK) {
      byte[] block = read(channel, from, Math.min(BLOCK, end - from));
      lines.accept(block, block.length);
    }
    lines.end();
    return found.reports;
  }

  /** Counts reports and takes no notice of other lines. */
  private static final class Counter implements ReportLines.Taker {
    private long reports;

    @Override
    public void report(ReportEntry entry) {
      reports++;
    }

    @Override
    public void ended(SessionEnd end) {
      reports++; // a line of ours all the same
    }

    @Override
    public void bad(BadLine line) {}
  }

  private HistoryException refused(FileChannel channel, long start) throws IOException {
    if (start == 0 && Arrays.equals(read(channel, 0, Math.min(2, channel.size())), PACKED)) {
      return HistoryException.refused(file, "is packed, and its name does not end in .gz");
    }
    return HistoryException.refused(
        file,
        String.format(
            Locale.ROOT, "line %d is no report of Infoscope", 1 + linesBefore(channel, start)));
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

  /** Where the zeros at the beginning end. */
  private static long endOfZeros(FileChannel channel) throws IOException {
    long size = channel.size();
    byte[] zeros = new byte[BLOCK];
    for (long from = 0; from < size; from += BLOCK) {
      byte[] block = read(channel, from, Math.min(BLOCK, size - from));
      int other = Arrays.mismatch(block, 0, block.length, zeros, 0, block.length);
      if (other >= 0) {
        return from + other;
      }
    }
    return size;
  }

  /** Position just behind the first end of line; 0 if there is none. */
  private static long endOfLineFrom(FileChannel channel, long begin) throws IOException {
    long size = channel.size();
    for (long from = begin; from < size; from += BLOCK) {
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

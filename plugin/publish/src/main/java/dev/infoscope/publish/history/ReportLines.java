// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reports in the bytes of a history, block by block, in bounded memory. A report ends at
 * the end of its line or of the file, or where zeros begin: a power cut or a hole left by another
 * program puts zeros in place of bytes, and JSON has none. Where an end of line is missing, the
 * next report is found by its first bytes. Whatever else stands in the file is named and left out.
 */
final class ReportLines {
  /** The most bytes that a line may have, to be written or read. */
  static final int LONGEST = 1 << 26;

  /** With which every report begins; inside of one the quotes would be escaped. */
  static final byte[] HEAD = "{\"schema\":".getBytes(StandardCharsets.US_ASCII);

  /** Takes what is found. */
  interface Taker {
    void report(ReportEntry entry) throws IOException;

    /** A session has ended; of no concern by default. */
    default void ended(SessionEnd end) {}

    void bad(BadLine line);
  }

  private final Taker taker;
  private byte[] text = new byte[1 << 12];
  private int length;
  private long dropped;
  private long zeros;
  private long number = 1;

  ReportLines(Taker taker) {
    this.taker = taker;
  }

  /** Takes the next bytes. */
  void accept(byte[] block, int count) throws IOException {
    if (zeros > 0 && isZero(block, count)) {
      zeros += count; // a hole may be gigabytes long
      return;
    }
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (block[i] == '\n' || block[i] == 0) {
        store(block, from, i);
        endAt(block[i]);
        from = i + 1;
      } else if (zeros > 0) {
        endHole();
      }
    }
    store(block, from, count);
  }

  private static boolean isZero(byte[] block, int count) {
    return block[0] == 0 && Arrays.equals(block, 1, count, block, 0, count - 1);
  }

  /**
   * Nothing comes any more. A line without an end counts if it is whole, as another program may
   * write the last one; else it was torn when its writer died, and is no damage.
   */
  void end() throws IOException {
    endHole();
    int whole = dropped == 0 ? length : 0;
    length = 0;
    dropped = 0;
    Found last = isBlank(whole) ? null : ifWhole(whole);
    if (last != null) {
      last.tell(taker);
    }
  }

  private @Nullable Found ifWhole(int end) {
    try {
      return found(0, end);
    } catch (IOException torn) {
      return null;
    }
  }

  /** A whole line could not even be unpacked. */
  void skip(String reason) throws IOException {
    end();
    bad(reason);
    number++;
  }

  private void endAt(byte end) throws IOException {
    flush();
    if (end == 0) {
      zeros++;
      return;
    }
    endHole();
    number++;
  }

  private void endHole() {
    if (zeros > 0) {
      bad(zeros + (zeros == 1 ? " zero byte" : " zero bytes") + " in place of text");
      zeros = 0;
    }
  }

  private void store(byte[] block, int from, int to) {
    int more = to - from;
    int kept = Math.min(more, LONGEST - length);
    if (length + kept > text.length) {
      text = Arrays.copyOf(text, Math.min(LONGEST, Math.max(2 * text.length, length + kept)));
    }
    System.arraycopy(block, from, text, length, kept);
    length += kept;
    dropped += more - kept;
  }

  private void flush() throws IOException {
    int whole = length;
    boolean tooLong = dropped > 0;
    length = 0;
    dropped = 0;
    if (tooLong) {
      bad("is longer than " + LONGEST + " bytes");
    } else if (!isBlank(whole)) {
      parse(whole);
    }
  }

  private boolean isBlank(int end) {
    for (int i = 0; i < end; i++) {
      if (text[i] != ' ' && text[i] != '\r' && text[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  /** What a line holds. */
  private interface Found {
    void tell(Taker taker) throws IOException;
  }

  private Found found(int from, int count) throws IOException {
    if (HistoryJson.isEnd(text, from, count)) {
      SessionEnd end = HistoryJson.readEnd(text, from, count);
      return to -> to.ended(end);
    }
    ReportEntry entry = HistoryFields.read(text, from, count);
    return to -> to.report(entry);
  }

  /** A line; if it is no report, then the parts that begin as one. */
  private void parse(int end) throws IOException {
    Found whole = null;
    try {
      whole = found(0, end);
    } catch (IOException e) {
      int next = head(1, end);
      if (next == end) {
        bad(String.valueOf(e.getMessage()));
      } else {
        parts(next, end);
      }
    }
    if (whole != null) {
      whole.tell(taker);
    }
  }

  private void parts(int second, int end) throws IOException {
    int from = 0;
    for (int to = second; from < end; to = head(from + 1, end)) {
      Found part = null;
      try {
        part = found(from, to - from);
      } catch (IOException e) {
        bad(String.valueOf(e.getMessage()));
      }
      if (part != null) {
        part.tell(taker);
      }
      from = to;
    }
  }

  /** Where the next report begins; the end if there is none. */
  private int head(int from, int end) {
    for (int i = from; i + HEAD.length <= end; i++) {
      if (text[i] == '{' && Arrays.equals(text, i, i + HEAD.length, HEAD, 0, HEAD.length)) {
        return i;
      }
    }
    return end;
  }

  private void bad(String reason) {
    taker.bad(new BadLine(number, reason));
  }
}

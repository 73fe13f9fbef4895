// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;

/**
 * Lines compressed with gzip, each a member of its own (RFC 1952), which every program that reads
 * gzip reads as one text. An extra field of the header, {@code IS}, holds the length of the member,
 * so that a file is continued without unpacking what is there; only the last member is checked.
 */
final class GzipLines implements LineFormat {
  /** Magic, deflate, with extra field, no time, unknown system; eight bytes of extra field. */
  static final byte[] HEAD = {
    0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 0xff, 8, 0, 'I', 'S', 4, 0
  };

  /** Where the packed text begins, behind head and length. */
  static final int BODY = HEAD.length + 4;

  private static final int BLOCK = 1 << 16;
  private static final int FEWEST = BODY + 2 + 8;

  private final Path file;

  GzipLines(Path file) {
    this.file = file;
  }

  @Override
  public byte[] framed(byte[] line) throws IOException {
    byte[] text = TextLines.ended(line);
    byte[] body = deflated(text);
    CRC32 sum = new CRC32();
    sum.update(text);
    int length = BODY + body.length + 8;
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(HEAD)
        .putInt(length)
        .put(body)
        .putInt((int) sum.getValue())
        .putInt(text.length)
        .array();
  }

  private static byte[] deflated(byte[] text) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(text.length / 2);
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try (DeflaterOutputStream out = new DeflaterOutputStream(body, deflater)) {
      out.write(text);
    } finally {
      deflater.end();
    }
    return body.toByteArray();
  }

  @Override
  public boolean needsEndBehind(byte last) {
    return false; // each line has a head that is found
  }

  @Override
  public long endOfLastReport(FileChannel channel) throws IOException {
    Deque<Long> starts = new ArrayDeque<>();
    long end = 0;
    for (long next = endOfMember(channel, end); next > 0; next = endOfMember(channel, end)) {
      starts.push(end);
      end = next;
    }
    requireTorn(channel, end);
    if (!starts.isEmpty() && !isWhole(channel, starts.peek(), end)) {
      requireLast(channel, end);
      end = starts.pop(); // a power cut left its length and not its bytes
      if (!starts.isEmpty() && !isWhole(channel, starts.peek(), end)) {
        throw damaged(starts.peek());
      }
    }
    return end;
  }

  /** Where the member at a position ends; 0 if it was torn or there is none. */
  private long endOfMember(FileChannel channel, long start) throws IOException {
    ByteBuffer head = read(channel, start, BODY);
    requireOwn(head, start);
    long length = head.limit() < BODY ? 0 : head.getInt(HEAD.length);
    return length >= FEWEST && start + length <= channel.size() ? start + length : 0;
  }

  /** What another program has packed would be cut off as torn. */
  private void requireOwn(ByteBuffer head, long start) throws IOException {
    boolean own = true;
    boolean zeros = true;
    for (int i = 0; i < Math.min(head.limit(), HEAD.length); i++) {
      own &= head.get(i) == HEAD[i];
      zeros &= head.get(i) == 0;
    }
    if (!own && (!zeros || start == 0)) {
      String foreign =
          "was not packed by Infoscope from byte %d on (unpack it, or choose another file)";
      throw HistoryException.refused(file, String.format(Locale.ROOT, foreign, start));
    }
  }

  /** What the writer was killed in is one line, not one whose length was damaged later. */
  private void requireTorn(FileChannel channel, long start) throws IOException {
    long length = channel.size() - start;
    if (length == 0) {
      return;
    }
    if (holdsHead(channel, start + 1) || isWhole(channel, start, channel.size())) {
      throw damaged(start);
    }
  }

  /** Only one line is on its way to the disk at a time. */
  private void requireLast(FileChannel channel, long end) throws IOException {
    if (end < channel.size()) {
      throw damaged(end);
    }
  }

  private HistoryException damaged(long start) {
    return HistoryException.refused(
        file, String.format(Locale.ROOT, "is damaged from byte %d on", start));
  }

  /** Whether a line begins at or behind a position. */
  private static boolean holdsHead(FileChannel channel, long from) throws IOException {
    long last = channel.size() - HEAD.length;
    for (long at = from; at <= last; at += BLOCK) {
      byte[] block = read(channel, at, BLOCK + HEAD.length - 1).array();
      for (int i = 0; i + HEAD.length <= block.length; i++) {
        if (Arrays.equals(block, i, i + HEAD.length, HEAD, 0, HEAD.length)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isWhole(FileChannel channel, long start, long end) throws IOException {
    if (end - start > ReportLines.LONGEST) {
      return false;
    }
    byte[] member = read(channel, start, (int) (end - start)).array();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(member))) {
      byte[] text = in.readNBytes(ReportLines.LONGEST);
      return in.read() < 0 && new String(text, StandardCharsets.UTF_8).endsWith("}\n");
    } catch (IOException e) {
      return false;
    }
  }

  /** As many bytes as there are, at most so many. */
  private static ByteBuffer read(FileChannel channel, long start, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
      // A short read is read on.
    }
    return bytes.flip();
  }
}

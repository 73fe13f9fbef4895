// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks what {@link GzipLines} has packed, line by line. A line that was damaged is named, and
 * reading goes on where the next one begins.
 */
final class GzipLineReader {
  private static final int BLOCK = 1 << 16;
  private static final int TRAILER = 8;

  private final SeekableByteChannel channel;
  private final byte[] block = new byte[BLOCK];

  GzipLineReader(SeekableByteChannel channel) {
    this.channel = channel;
  }

  /** Whether the file was packed by us, even if its beginning is damaged. */
  boolean isOwn() throws IOException {
    byte[] first = read(0, 1);
    long head = first.length == 0 || first[0] == '{' ? -1 : nextHead(0);
    return head == 0 || head > 0 && !isWhole();
  }

  /** Whether it is what other programs have packed, with our lines behind it. */
  private boolean isWhole() throws IOException {
    channel.position(0);
    try {
      InputStream text = new GZIPInputStream(Channels.newInputStream(channel));
      long left = DecompressedText.ALWAYS; // beyond it whoever reads the text refuses it
      for (int count = 0; count >= 0 && left > 0; count = text.read(block)) {
        left -= count;
      }
      return true;
    } catch (ZipException | EOFException e) {
      return false;
    }
  }

  void read(ReportLines lines) throws IOException {
    long at = 0;
    while (at < channel.size()) {
      String damage;
      try {
        at = unpack(at, lines);
        continue;
      } catch (DataFormatException e) {
        damage = "cannot be unpacked: " + e.getMessage();
      }
      long next = nextHead(at + 1);
      if (next < 0 && isTorn(at)) {
        break;
      }
      lines.skip(damage);
      at = next < 0 ? channel.size() : next;
    }
    lines.end();
  }

  /** Gives the text of a line on, if its sum is right; returns where the line ends. */
  private static void requireHead(byte[] begin, long at) throws DataFormatException {
    byte[] head = GzipLines.HEAD;
    if (begin.length < GzipLines.BODY
        || !Arrays.equals(begin, 0, head.length, head, 0, head.length)) {
      throw new DataFormatException("no line begins at byte " + at);
    }
  }

  private long unpack(long at, ReportLines lines) throws IOException, DataFormatException {
    requireHead(read(at, GzipLines.BODY), at);
    Inflater inflater = new Inflater(true);
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      inflate(inflater, at + GzipLines.BODY, text);
      long end = at + GzipLines.BODY + inflater.getBytesRead();
      byte[] all = text.toByteArray();
      requireSum(read(end, TRAILER), all);
      lines.accept(all, all.length);
      return end + TRAILER;
    } finally {
      inflater.end();
    }
  }

  private void inflate(Inflater inflater, long from, ByteArrayOutputStream text)
      throws IOException, DataFormatException {
    long at = from;
    while (!inflater.finished()) {
      if (inflater.needsInput()) {
        at += refill(inflater, at);
      }
      text.write(block, 0, inflater.inflate(block));
      if (text.size() > ReportLines.LONGEST || inflater.needsDictionary()) {
        throw new DataFormatException("it is longer than " + ReportLines.LONGEST + " bytes");
      }
    }
  }

  /** Returns how many bytes there were. */
  private int refill(Inflater inflater, long at) throws IOException, DataFormatException {
    byte[] more = read(at, BLOCK);
    if (more.length == 0) {
      throw new DataFormatException("it ends too early");
    }
    inflater.setInput(more);
    return more.length;
  }

  private static void requireSum(byte[] trailer, byte[] text) throws DataFormatException {
    CRC32 sum = new CRC32();
    sum.update(text);
    ByteBuffer said = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN);
    if (trailer.length < TRAILER
        || said.getInt() != (int) sum.getValue()
        || said.getInt() != text.length) {
      throw new DataFormatException("its sum is not that of its text");
    }
  }

  /** Whether what is there is the beginning of a line, and its rest was never written. */
  private boolean isTorn(long at) throws IOException {
    byte[] head = read(at, GzipLines.BODY);
    int there = Math.min(head.length, GzipLines.HEAD.length);
    if (!Arrays.equals(head, 0, there, GzipLines.HEAD, 0, there)) {
      return false;
    }
    return head.length < GzipLines.BODY
        || at + ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(GzipLines.HEAD.length)
            > channel.size();
  }

  /** Where a line begins at or behind a position; -1 if none does. */
  private long nextHead(long from) throws IOException {
    byte[] head = GzipLines.HEAD;
    for (long at = from; at <= channel.size() - head.length; at += BLOCK) {
      byte[] bytes = read(at, BLOCK + head.length - 1);
      for (int i = 0; i + head.length <= bytes.length; i++) {
        if (bytes[i] == head[0] && Arrays.equals(bytes, i, i + head.length, head, 0, head.length)) {
          return at + i;
        }
      }
    }
    return -1;
  }

  /** As many bytes as there are, at most so many. */
  private byte[] read(long start, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    channel.position(start);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // A short read is read on.
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.report.ReportEntry;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads history files. A file may be read while it is being written. */
public final class History {
  /** Takes entries one by one. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Takes an entry.
     *
     * @param entry the next one in the file
     * @throws IOException if it cannot be taken; reading ends
     */
    void accept(ReportEntry entry) throws IOException;

    /**
     * Takes the end of a session, which follows its last report; does nothing by default. There is
     * none if the process was killed or still runs, or the file is from before there were any.
     *
     * @param end how it ended
     */
    default void ended(SessionEnd end) {}
  }

  private static final int BLOCK = 1 << 16;

  private History() {}

  /**
   * Reads a whole file. Damaged lines are left out; {@link #forEach} says which.
   *
   * @param file of JSON lines, plain or packed with gzip
   * @return all entries in the order of the file
   * @throws IOException as {@link #forEach}
   */
  public static List<ReportEntry> read(Path file) throws IOException {
    List<ReportEntry> entries = new ArrayList<>();
    forEach(file, entries::add);
    return entries;
  }

  /**
   * Reads a file entry by entry, in bounded memory. A last line that was torn does not count; of
   * any other line that is no entry the number and the reason are returned, and reading goes on.
   *
   * @param file of JSON lines, plain or packed with gzip
   * @param reader takes the entries
   * @return the lines that were left out
   * @throws IOException if the file cannot be read, or from the reader
   * @throws HistoryException if there are lines and none is an entry
   */
  public static SkippedLines forEach(Path file, Reader reader) throws IOException {
    Found found = new Found(reader);
    try (SeekableByteChannel channel = open(file)) {
      read(file, channel, new ReportLines(found));
    }
    if (found.reports == 0 && found.bad > 0) {
      throw new HistoryException(file, found.first.get(0));
    }
    return new SkippedLines(file, found.bad, found.first);
  }

  /**
   * Whether a file is a history, by the first bytes of its lines: a report in it is enough.
   *
   * @param file of any kind, plain or packed with gzip
   * @return false of a file that is not there, or is no regular file
   * @throws IOException if it cannot be read
   */
  public static boolean isIn(Path file) throws IOException {
    return Files.isRegularFile(file) && ReportCount.of(file) > 0;
  }

  /**
   * A line of a history.
   *
   * @param entry to be written
   * @return JSON without the end of the line
   */
  public static byte[] line(ReportEntry entry) {
    try {
      return HistoryJson.write(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // to memory: cannot be
    }
  }

  /**
   * Reads a line, as {@link #line} has written it.
   *
   * @param line of a history
   * @return its report
   * @throws IOException if it is none
   */
  public static ReportEntry entry(byte[] line) throws IOException {
    return HistoryJson.read(line, 0, line.length);
  }

  private static SeekableByteChannel open(Path file) throws IOException {
    try {
      return Files.newByteChannel(file);
    } catch (IOException e) {
      throw HistoryException.unreadable(file, e);
    }
  }

  private static void read(Path file, SeekableByteChannel channel, ReportLines lines)
      throws IOException {
    GzipLineReader packed = new GzipLineReader(channel);
    if (packed.isOwn()) {
      packed.read(lines);
      return;
    }
    channel.position(0);
    try (InputStream in = text(new BufferedInputStream(input(file, channel), BLOCK), file)) {
      byte[] block = new byte[BLOCK];
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        lines.accept(block, count);
      }
      lines.end();
    } catch (EOFException torn) {
      lines.end();
    } catch (ZipException e) {
      lines.skip(e.getMessage() + "; nothing behind it can be unpacked");
    }
  }

  /** What the system says of a file, as for a folder, is no fault of a line. */
  private static InputStream input(Path file, SeekableByteChannel channel) {
    return new FilterInputStream(Channels.newInputStream(channel)) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
          return super.read(bytes, offset, length);
        } catch (IOException e) {
          throw HistoryException.unreadable(file, e);
        }
      }
    };
  }

  /** All of a file, unpacked. */
  static InputStream text(Path file) throws IOException {
    SeekableByteChannel channel = open(file);
    try {
      return text(new BufferedInputStream(input(file, channel), BLOCK), file);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Unpacked if it is packed, whatever its name. */
  private static InputStream text(InputStream in, Path file) throws IOException {
    in.mark(2);
    boolean packed = in.read() == (GZIPInputStream.GZIP_MAGIC & 0xff) && in.read() == 0x8b;
    in.reset();
    return packed ? new DecompressedText(new GZIPInputStream(in, BLOCK), file) : in;
  }

  /**
   * The course of one run: what was measured before a restart is replaced by what was measured
   * after it, from the first epoch that was trained again.
   *
   * @param entries of one run, in the order of the file
   * @return epochs and iterations strictly ascending
   */
  public static List<ReportEntry> course(List<ReportEntry> entries) {
    Deque<ReportEntry> course = new ArrayDeque<>();
    for (ReportEntry entry : entries) {
      entry.progress().removeReplaced(course::peekLast, ReportEntry::progress, course::removeLast);
      course.addLast(entry);
    }
    return List.copyOf(course);
  }

  /** Counts what comes, and keeps the first few bad lines. */
  private static final class Found implements ReportLines.Taker {
    private static final int NAMED = 5;

    private final Reader reader;
    private final List<BadLine> first = new ArrayList<>();
    private long reports;
    private long bad;

    Found(Reader reader) {
      this.reader = reader;
    }

    @Override
    public void report(ReportEntry entry) throws IOException {
      reports++;
      reader.accept(entry);
    }

    @Override
    public void ended(SessionEnd end) {
      reader.ended(end);
    }

    @Override
    public void bad(BadLine line) {
      bad++;
      if (first.size() < NAMED) {
        first.add(line);
      }
    }
  }
}

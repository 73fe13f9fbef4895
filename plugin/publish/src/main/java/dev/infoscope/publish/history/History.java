// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
    void accept(HistoryEntry entry) throws IOException;
  }

  private static final int BLOCK = 1 << 16;
  private static final int LONGEST_LINE = 1 << 28; // bytes; a network of 10,000 layers has 20 MB

  private History() {}

  /**
   * Reads a whole file.
   *
   * @param file of JSON lines, plain or packed with gzip
   * @return all entries in the order of the file
   * @throws IOException if the file cannot be read
   * @throws HistoryException if a line other than a torn last one is no entry
   */
  public static List<HistoryEntry> read(Path file) throws IOException {
    List<HistoryEntry> entries = new ArrayList<>();
    forEach(file, entries::add);
    return entries;
  }

  /**
   * Reads a file entry by entry, in bounded memory.
   *
   * @param file of JSON lines, plain or packed with gzip
   * @param reader takes the entries
   * @throws IOException as {@link #read}, or from the reader
   */
  public static void forEach(Path file, Reader reader) throws IOException {
    try (InputStream in = open(file)) {
      Line line = new Line();
      for (int number = 1; line.readFrom(in, file, number); number++) {
        reader.accept(parse(line, file, number));
      }
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream bytes = null;
    try {
      bytes = new BufferedInputStream(Files.newInputStream(file), BLOCK);
      return text(bytes, file);
    } catch (IOException e) {
      if (bytes != null) {
        bytes.close();
      }
      throw e instanceof ZipException
          ? new HistoryException(file, 1, e)
          : HistoryException.unreadable(file, e);
    }
  }

  /** Unpacked if it is packed, whatever its name. */
  private static InputStream text(InputStream in, Path file) throws IOException {
    in.mark(2);
    boolean packed = in.read() == (GZIPInputStream.GZIP_MAGIC & 0xff) && in.read() == 0x8b;
    in.reset();
    try {
      return packed
          ? new BufferedInputStream(new Unpacked(new GZIPInputStream(in, BLOCK), file), BLOCK)
          : in;
    } catch (EOFException torn) {
      return in; // in the head of the first line; what is there has no end of line
    }
  }

  /**
   * The course of one run: what was measured before a restart is replaced by what was measured
   * after it, from the first epoch that was trained again.
   *
   * @param entries of one run, in the order of the file
   * @return epochs and iterations strictly ascending
   */
  public static List<HistoryEntry> course(List<HistoryEntry> entries) {
    Deque<HistoryEntry> course = new ArrayDeque<>();
    for (HistoryEntry entry : entries) {
      while (!course.isEmpty() && !entry.isAfter(course.getLast())) {
        course.removeLast();
      }
      course.addLast(entry);
    }
    return List.copyOf(course);
  }

  private static HistoryEntry parse(Line line, Path file, int number) throws IOException {
    try {
      return HistoryFields.read(line.bytes(), line.length());
    } catch (IOException e) {
      throw new HistoryException(file, number, e);
    }
  }

  /** The bytes up to the next end of line; without one the line was torn and does not count. */
  private static final class Line extends ByteArrayOutputStream {
    boolean readFrom(InputStream in, Path file, int number) throws IOException {
      reset();
      try {
        for (int next = in.read(); next >= 0; next = in.read()) {
          if (next == '\n') {
            return true;
          }
          if (count == LONGEST_LINE) {
            throw new ZipException("longer than %d bytes".formatted(LONGEST_LINE));
          }
          write(next);
        }
        return false;
      } catch (EOFException torn) {
        return false;
      } catch (ZipException e) {
        throw new HistoryException(file, number, e);
      } catch (IOException e) {
        throw HistoryException.unreadable(file, e);
      }
    }

    byte[] bytes() {
      return buf;
    }

    int length() {
      return count;
    }
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Single entries of a zip. What an entry says about its size is checked against the file before
 * anything is unpacked, and against what unpacks; its checksum too.
 */
final class ZipEntries implements Closeable {
  private static final int MOST_ENTRIES = 1000; // DL4J writes four
  private static final long ALWAYS = 1 << 26; // bytes, however much they shrank
  private static final int MOST_TIMES = 100; // parameters hardly shrink, JSON by some thirty times

  private final ZipFile zip;
  private final long fileSize;

  ZipEntries(Path file) throws IOException {
    fileSize = Files.size(file);
    zip = new ZipFile(file.toFile());
    if (zip.size() > MOST_ENTRIES) {
      int entries = zip.size();
      zip.close();
      throw new SavedNetworkException(
          String.format(
              Locale.ROOT,
              "holds %d entries, of which at most %d are read",
              entries,
              MOST_ENTRIES));
    }
  }

  /** Whether there is an entry of this very name; one in a folder is another. */
  boolean has(String name) {
    return zip.stream().anyMatch(entry -> entry.getName().equals(name));
  }

  /** Bytes that the entry unpacks to, as far as the file is to be believed. */
  long size(String name) throws IOException {
    return entry(name).getSize();
  }

  private ZipEntry entry(String name) throws IOException {
    List<? extends ZipEntry> found =
        zip.stream().filter(entry -> entry.getName().equals(name)).toList();
    if (found.size() != 1) {
      throw new SavedNetworkException(
          found.isEmpty()
              ? String.format(Locale.ROOT, "no %s in it", name)
              : String.format(Locale.ROOT, "holds %s twice", name));
    }
    requireSizes(found.get(0));
    return found.get(0);
  }

  /** Refuses sizes that cannot be, and entries that would fill the memory. */
  private void requireSizes(ZipEntry entry) throws SavedNetworkException {
    String name = entry.getName();
    long packed = entry.getCompressedSize();
    if (entry.getSize() < 0 || packed < 0 || packed > fileSize) {
      throw new SavedNetworkException(
          String.format(
              Locale.ROOT, "%s: %d bytes of %d that the file has", name, packed, fileSize));
    }
    if (entry.getSize() > ALWAYS && entry.getSize() / MOST_TIMES > packed) {
      throw new SavedNetworkException(
          String.format(
              Locale.ROOT,
              "%s: unpacks from %d to %d bytes, more than %d times as many",
              name,
              packed,
              entry.getSize(),
              MOST_TIMES));
    }
  }

  /** All of an entry. */
  byte[] bytes(String name, int most) throws IOException {
    if (size(name) > most) {
      throw new SavedNetworkException(
          String.format(Locale.ROOT, "%s: %d bytes are more than %d", name, size(name), most));
    }
    return read(name, (content, size) -> content.readNBytes((int) size));
  }

  /** What makes something of an entry's content. */
  interface Reading<T> {
    T of(InputStream content, long size) throws IOException;
  }

  /** Reads an entry, which must end where it says and have the checksum that it says. */
  <T> T read(String name, Reading<T> reading) throws IOException {
    ZipEntry entry = entry(name);
    try (CheckedInputStream content =
        new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      T result = reading.of(content, entry.getSize());
      if (content.read() >= 0) {
        throw new SavedNetworkException(name + ": is longer than it says");
      }
      if (content.getChecksum().getValue() != entry.getCrc()) {
        throw new SavedNetworkException(name + ": is damaged, its checksum is another");
      }
      return result;
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * One array of an archive that {@code numpy.savez} wrote. Its checksum is looked at once, since
 * reading a zip does not.
 *
 * @param archive the file
 * @param member name of the array, without {@code .npy}
 */
record NpzMember(Path archive, String member) implements ArrayBytes {
  private static final String SUFFIX = ".npy";
  private static final long MOST_OUT_OF_ORDER = 1 << 30;

  /**
   * All arrays of an archive, in its order, which is that of {@code savez}.
   *
   * @throws InputException if it is no archive, or holds none, one twice, or something else
   */
  static List<NpzMember> in(Path archive) {
    List<NpzMember> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        String name = all.nextElement().getName();
        if (!name.endsWith(SUFFIX) || !names.add(name)) {
          String what = name.endsWith(SUFFIX) ? "is there twice" : "is no array, which end in .npy";
          throw new InputException(archive, "member " + Printable.shortened(name) + " " + what);
        }
        found.add(
            new NpzMember(archive, name.substring(0, name.length() - SUFFIX.length()))
                .checked(zip));
      }
    } catch (IOException | IllegalArgumentException damaged) { // names that are no text
      throw new InputException(archive, "is no archive of numpy.savez: " + damaged.getMessage());
    }
    if (found.isEmpty()) {
      throw new InputException(archive, "holds no arrays");
    }
    return found;
  }

  /**
   * The array that a path such as {@code all.npz:hidden} names.
   *
   * @return null if the path names no archive
   * @throws InputException if the archive has no such array, or several and none is named
   */
  static @Nullable NpzMember named(Path file) {
    String text = file.toString();
    int end = text.toLowerCase(Locale.ROOT).lastIndexOf(".npz");
    if (end < 0 || end + 4 < text.length() && text.charAt(end + 4) != ':') {
      return null;
    }
    Path archive = Path.of(text.substring(0, end + 4));
    Table.requireReadable(archive);
    List<NpzMember> all = in(archive);
    String wanted = end + 4 < text.length() ? text.substring(end + 5) : "";
    if (wanted.isEmpty() && all.size() == 1) {
      return all.get(0);
    }
    List<String> names = all.stream().map(NpzMember::member).toList();
    return all.stream()
        .filter(each -> each.member.equals(wanted))
        .findFirst()
        .orElseThrow(() -> new InputException(archive, choose(wanted, names)));
  }

  private static String choose(String wanted, List<String> names) {
    return wanted.isEmpty()
        ? "holds " + names.size() + " arrays; name one of them, as in .npz:" + names.get(0)
        : "holds no array " + Printable.shortened(wanted) + "; there are " + names;
  }

  @Override
  public Path name() {
    return Path.of(archive + ":" + member);
  }

  private NpzMember checked(ZipFile zip) throws IOException {
    ZipEntry entry = entry(zip);
    CRC32 sum = new CRC32();
    byte[] block = new byte[1 << 16];
    long size = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      for (int count = in.read(block); count > 0; count = in.read(block)) {
        sum.update(block, 0, count);
        size += count;
      }
    }
    if (size != entry.getSize() || sum.getValue() != entry.getCrc()) {
      throw new ZipException("member " + member + " is damaged (checksum)");
    }
    return this;
  }

  private ZipEntry entry(ZipFile zip) throws ZipException {
    ZipEntry entry = zip.getEntry(member + SUFFIX);
    if (entry == null) {
      throw new ZipException("member " + member + " is gone");
    }
    return entry;
  }

  @Override
  public long size() throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      return entry(zip).getSize();
    }
  }

  @Override
  public ReadableByteChannel open() throws IOException {
    ZipFile zip = new ZipFile(archive.toFile());
    InputStream in = zip.getInputStream(entry(zip));
    ReadableByteChannel bytes = Channels.newChannel(in);
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer into) throws IOException {
        return bytes.read(into);
      }

      @Override
      public boolean isOpen() {
        return bytes.isOpen();
      }

      @Override
      public void close() throws IOException {
        bytes.close();
        zip.close();
      }
    };
  }

  @Override
  public BytesAt openAt(long offset, long length) throws IOException {
    if (length > MOST_OUT_OF_ORDER) {
      throw new IOException(
          "is in Fortran order and too large to be turned within an archive; save"
              + " numpy.ascontiguousarray(array)");
    }
    byte[] data;
    try (ZipFile zip = new ZipFile(archive.toFile());
        InputStream in = zip.getInputStream(entry(zip))) {
      in.skipNBytes(offset);
      data = in.readNBytes((int) length);
    }
    return (into, position) -> {
      if (position + into.remaining() > data.length) {
        throw new EOFException("became shorter while it was read");
      }
      into.put(data, (int) position, into.remaining());
    };
  }
}

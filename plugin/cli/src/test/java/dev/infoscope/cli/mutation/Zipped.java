// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.mutation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Damage within what is packed; the packing is whole, so that what is in it is read. */
final class Zipped {
  private static final LocalDateTime SAVED = LocalDateTime.of(2026, 1, 1, 0, 0);

  private Zipped() {}

  static byte[] damagedWithin(byte[] whole, Mutator mutator) throws IOException {
    Map<String, byte[]> entries = entries(whole);
    boolean numbers = mutator.chance(0.2);
    String name = numbers ? "coefficients.bin" : "configuration.json";
    boolean raw = numbers || mutator.chance(0.2);
    byte[] content = entries.get(name);
    entries.put(name, raw ? mutator.damaged(content) : new JsonDamage(mutator).damaged(content));
    return zip(entries);
  }

  private static Map<String, byte[]> entries(byte[] whole) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(whole))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setTimeLocal(SAVED);
        zip.putNextEntry(entry);
        zip.write(each.getValue());
      }
    }
    return packed.toByteArray();
  }

  /** The same zip at any time, so that a seed does the same damage tomorrow. */
  static byte[] timeless(byte[] whole) throws IOException {
    return zip(entries(whole));
  }

  static byte[] text(byte[] packed) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
  }

  static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text);
    }
    return packed.toByteArray();
  }
}

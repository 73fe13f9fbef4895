// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;

/** The entries of a saved network, to be changed and saved again. */
final class ZipParts {
  private final Map<String, byte[]> parts = new LinkedHashMap<>();

  static ZipParts of(Model model) throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    ModelSerializer.writeModel(model, saved, true);
    ZipParts all = new ZipParts();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(saved.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        all.put(entry.getName(), read(zip));
      }
    }
    return all;
  }

  private static byte[] read(InputStream content) throws IOException {
    return content.readAllBytes();
  }

  ZipParts put(String name, byte[] content) {
    parts.put(name, content);
    return this;
  }

  ZipParts remove(String name) {
    parts.remove(name);
    return this;
  }

  byte[] get(String name) {
    return parts.get(name);
  }

  ZipParts json(UnaryOperator<String> change) {
    String text = new String(get("configuration.json"), StandardCharsets.UTF_8);
    return put("configuration.json", change.apply(text).getBytes(StandardCharsets.UTF_8));
  }

  Path write(Path file) throws IOException {
    try (OutputStream to = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(to)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return file;
  }
}

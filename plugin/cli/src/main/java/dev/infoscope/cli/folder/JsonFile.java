// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.infoscope.cli.table.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Small files of JSON beside the tables. NaN and Infinity, as Python writes them, are numbers. */
final class JsonFile {
  private static final long LARGEST = 1 << 20;

  /** The byte order mark that some editors of text begin with. */
  private static final String MARK = "\uFEFF";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFile() {}

  /**
   * Reads a file.
   *
   * @return null if it is not there
   * @throws InputException if it is no JSON, or larger than a megabyte
   */
  static @Nullable JsonNode read(Path file) {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw new InputException(file, "is larger than " + LARGEST + " bytes");
      }
      String text = Files.readString(file);
      return MAPPER.readTree(text.startsWith(MARK) ? text.substring(1) : text);
    } catch (JsonProcessingException damaged) {
      throw new InputException(file, "is no JSON: " + words(damaged));
    } catch (IOException e) {
      throw new InputException(file, e);
    }
  }

  /** The library names places by a source, which it does not show. */
  private static String words(JsonProcessingException damaged) {
    String message = String.valueOf(damaged.getOriginalMessage());
    return message.replaceAll("\\[Source: [^\\]]*; (line: \\d+, column: \\d+)\\]", "$1");
  }
}

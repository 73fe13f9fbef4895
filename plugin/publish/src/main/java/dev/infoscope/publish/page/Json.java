// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import dev.infoscope.publish.XmlText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes all JSON of this package: UTF-8 that every strict reader accepts. Numbers that JSON does
 * not have are null, halves of characters become question marks, no text turns the order of what is
 * shown after it, and nothing is written that the generator has not looked at.
 */
final class Json {
  /** Something to put into an object. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // the shortest that reads back
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private Json() {}

  /** Writes an object. */
  static void write(OutputStream out, Body body) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    try (JsonGenerator json = new Strict(FACTORY.createGenerator(text))) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    }
    text.flush();
  }

  /** Writes what is JSON already as a field, having read it. */
  static void copy(JsonGenerator json, String field, String text) throws IOException {
    json.writeFieldName(field);
    copy(json, text);
  }

  /** Writes what is JSON already, having read it. */
  static void copy(JsonGenerator json, String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      json.copyCurrentStructure(parser);
    }
  }

  /** An object as bytes. */
  static byte[] bytes(Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(out, body);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen in memory", e);
    }
    return out.toByteArray();
  }

  /** Objects as the text of an array. */
  static String array(List<Body> objects) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8); // no halves of characters
    try (text;
        JsonGenerator json = new Strict(FACTORY.createGenerator(text))) {
      json.writeStartArray();
      for (Body object : objects) {
        json.writeStartObject();
        object.write(json);
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen in memory", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static final class Strict extends JsonGeneratorDelegate {
    Strict(JsonGenerator to) {
      super(to, false);
    }

    @Override
    public void writeNumber(double value) throws IOException {
      if (Double.isFinite(value)) {
        super.writeNumber(value);
      } else {
        writeNull();
      }
    }

    @Override
    public void writeNumber(float value) throws IOException {
      if (Float.isFinite(value)) {
        super.writeNumber(value);
      } else {
        writeNull();
      }
    }

    @Override
    public void writeFieldName(String name) throws IOException {
      super.writeFieldName(XmlText.inOrder(name));
    }

    @Override
    public void writeString(@Nullable String text) throws IOException {
      super.writeString(text == null ? null : XmlText.inOrder(text));
    }

    @Override
    public void writeNumber(String number) {
      throw new UnsupportedOperationException("a number must be written as one");
    }

    @Override
    public void writeRaw(String text) {
      throw new UnsupportedOperationException("nothing is written unchecked");
    }

    @Override
    public void writeRawValue(String text) {
      throw new UnsupportedOperationException("nothing is written unchecked");
    }
  }
}

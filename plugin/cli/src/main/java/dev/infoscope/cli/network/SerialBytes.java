// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;

/** Between processes of one version, which trust each other. */
public final class SerialBytes {
  private SerialBytes() {}

  /**
   * Writes an object.
   *
   * @param value to be written
   * @return its bytes
   */
  public static byte[] of(Serializable value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // to memory: cannot be
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an object.
   *
   * @param <T> its class
   * @param kind its class
   * @param bytes from {@link #of}
   * @return an object equal to the one written
   */
  public static <T> T read(Class<T> kind, byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return kind.cast(in.readObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("another version of Infoscope has written it", e);
    }
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.copy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Copies an object with all it holds by Java serialisation. The bytes never leave the method, and
 * no class is looked up by name: those that were written are those that are read, whichever loader
 * they come from.
 */
final class SerialForm {
  private SerialForm() {}

  /**
   * A copy.
   *
   * @throws IOException if something in it is not serialisable, or does not come back
   * @throws ClassNotFoundException if the object itself looks for a class that is not there
   */
  static <T> T copy(T original, Class<T> type) throws IOException, ClassNotFoundException {
    Queue<Class<?>> written = new ArrayDeque<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new Writer(bytes, written)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in =
        new Reader(new ByteArrayInputStream(bytes.toByteArray()), written)) {
      return type.cast(in.readObject());
    }
  }

  /** Remembers classes in the order in which their descriptions are written. */
  private static final class Writer extends ObjectOutputStream {
    private final Queue<Class<?>> written;

    Writer(OutputStream out, Queue<Class<?>> written) throws IOException {
      super(out);
      this.written = written;
    }

    @Override
    protected void annotateClass(Class<?> type) {
      written.add(type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
      written.add(type);
    }
  }

  /** Descriptions are read in the order in which they were written. */
  private static final class Reader extends ObjectInputStream {
    private final Queue<Class<?>> written;

    Reader(InputStream in, Queue<Class<?>> written) throws IOException {
      super(in);
      this.written = written;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException {
      Class<?> type = written.remove();
      if (!type.getName().equals(description.getName())) {
        throw new InvalidClassException(
            description.getName(), "stands where " + type.getName() + " was written");
      }
      return type;
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) {
      return written.remove();
    }
  }
}

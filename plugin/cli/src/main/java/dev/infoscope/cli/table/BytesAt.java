// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that can be read in any order. */
interface BytesAt extends Closeable {
  /** Fills what is left of a buffer from a position, counted from the first byte of the data. */
  void read(ByteBuffer into, long position) throws IOException;

  @Override
  default void close() throws IOException {}
}

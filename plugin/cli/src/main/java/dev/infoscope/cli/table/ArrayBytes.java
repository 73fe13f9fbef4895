// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;

/** Where the bytes of a saved array are: a file of its own, or a member of an archive. */
sealed interface ArrayBytes permits PlainBytes, NpzMember {
  /** As the user may name it, for messages. */
  Path name();

  /** How many bytes there are, header included. */
  long size() throws IOException;

  /** From the first byte on. */
  ReadableByteChannel open() throws IOException;

  /** For reading out of order. */
  BytesAt openAt(long offset, long length) throws IOException;
}

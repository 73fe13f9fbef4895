// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.io.IOException;

/** A stream that cannot go on: the connection is cut, and the client may come back. */
public final class BrokenStreamException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Says why.
   *
   * @param reason in words
   */
  public BrokenStreamException(String reason) {
    super(reason);
  }
}

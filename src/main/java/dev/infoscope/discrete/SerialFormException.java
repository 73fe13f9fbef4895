// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

/** Bytes that are no serial form of what was asked for; the message is one line that says why. */
public final class SerialFormException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * Refuses bytes.
   *
   * @param reason what is wrong, and where
   */
  public SerialFormException(String reason) {
    super("serial form: " + reason.replace('\n', ' '));
  }
}

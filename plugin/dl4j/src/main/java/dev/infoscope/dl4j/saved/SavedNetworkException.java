// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that is no saved network, or one that is not read; the message says why, in one line. */
public final class SavedNetworkException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean aboutClass;

  SavedNetworkException(String why) {
    this(why, null, false);
  }

  SavedNetworkException(String why, Throwable cause) {
    this(why, cause, false);
  }

  private SavedNetworkException(String why, @Nullable Throwable cause, boolean aboutClass) {
    super(why, cause);
    this.aboutClass = aboutClass;
  }

  static SavedNetworkException ofClass(String why) {
    return new SavedNetworkException(why, null, true);
  }

  /**
   * Whether to allow a class would help.
   *
   * @return whether the network names one that is not allowed
   */
  public boolean isAboutClass() {
    return aboutClass;
  }
}

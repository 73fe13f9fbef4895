// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import java.util.concurrent.atomic.AtomicInteger;

/** How often code ran that a file brought along; apart, so that to look does not run it. */
final class Flags {
  static final AtomicInteger RUN = new AtomicInteger();

  private Flags() {}
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

/** Where something of the host's, or of the world's, meets Infoscope. */
enum Seam {
  MEASURE,
  SINK,
  REGISTRY,
  LOGGER,
  INTERRUPTS,
  NATIVE_CODE,
  FILES,
  GATEWAY,
  SERVER,
  BROWSER
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

/** No part of a network at all; counts when its class is initialised. */
public final class NamedGadget {
  static {
    Flags.RUN.incrementAndGet();
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import org.nd4j.linalg.activations.impl.ActivationTanH;

/** An activation function of a host's own; counts when its class is initialised. */
public final class NamedActivation extends ActivationTanH {
  private static final long serialVersionUID = 1;

  static {
    Flags.RUN.incrementAndGet();
  }
}

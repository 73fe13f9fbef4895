// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

/** A layer has no gradient, or none that is known to be right; the message names the layer. */
public final class NotDifferentiable extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Says why.
   *
   * @param layer its name
   * @param reason in words
   */
  public NotDifferentiable(String layer, String reason) {
    super("layer " + layer + " (" + reason + ")");
  }
}

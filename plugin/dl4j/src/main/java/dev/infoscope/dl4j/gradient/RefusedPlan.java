// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

/** The network cannot give what this plan asks for, but may with another; the message says why. */
final class RefusedPlan extends RuntimeException {
  private static final long serialVersionUID = 1;

  RefusedPlan(String why) {
    super(why);
  }
}

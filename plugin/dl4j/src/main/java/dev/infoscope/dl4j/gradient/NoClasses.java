// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

/** The predicted class was asked for, and the network predicts none; the message says why. */
final class NoClasses extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoClasses(String why) {
    super(why);
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.safety;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test of a situation that users of DL4J have reported. The table {@code
 * src/site/situations.md} is made of these marks.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Situation {
  /** Place in the table; several tests may share one. */
  int number();

  /** What the user does, as a phrase. */
  String value();

  /** Numbers of issues of {@code deeplearning4j/deeplearning4j}; none where nobody wrote one. */
  int[] issues() default {};

  /** What must hold beside the training, which is the same to the bit. */
  String holds();
}

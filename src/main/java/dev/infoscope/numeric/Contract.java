// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a method promises about its arguments; read by the null checker of the build. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@interface Contract {
  /**
   * Arguments and what follows of them.
   *
   * @return such as {@code "false, _ -> fail"}: throws if the first is false
   */
  String value();
}

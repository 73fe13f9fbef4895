// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.safety;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test that tries to harm the host of a training. What was tried and how often it held is
 * written to {@code target/tried}, from which {@code src/site/safety.sh} makes the table of {@code
 * src/site/safety.md}. Stands beside {@code @Test} or {@code @ParameterizedTest}; every invocation
 * of a parameterised test counts as one try.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("tried")
@ExtendWith(TriedRecorder.class)
public @interface Tried {
  /** What was tried, as a phrase: {@code "a push gateway that answers its head and then drips"}. */
  String value();

  /** What must stay unharmed. */
  Area area();

  /** Parts of the host that can be harmed; the table has one section for each, in this order. */
  enum Area {
    /** Same parameters, to the bit, as without Infoscope; no exception, no wait. */
    TRAINING,
    /** Failures inside are counted, and nothing waits longer than its deadline. */
    FAILURES,
    /** Memory, processor time and threads stay within their stated limits. */
    RESOURCES,
    /** Files that are read, written or shared. */
    FILES,
    /** Whatever comes in by the network. */
    NETWORK,
    /** Series, labels and names that others share. */
    NAMES
  }
}

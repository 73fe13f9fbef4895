// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.numeric.Require;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The network that a run follows, and what was last examined of it. Replicas are other objects each
 * time, but must read the parameters as the shadow does. Not thread-safe: its session guards it.
 */
final class BoundNetwork {
  private static final long NONE = Long.MIN_VALUE;

  private @Nullable Trainee bound;
  private long parameters;
  private @Nullable Architecture architecture; // of the bound network, once a replica comes
  private @Nullable Object lastModel;
  private long lastMoment = NONE;

  boolean isBound() {
    return bound != null;
  }

  void bind(Trainee model, long length) {
    bound = model;
    parameters = length;
  }

  /** Whether it is this very object. */
  boolean is(Trainee model) {
    return bound != null && bound.model() == model.model();
  }

  /** An epoch begins: a moment with the same counts is another one, as where a loop resets them. */
  void beginEpoch() {
    lastMoment = NONE;
  }

  /** Whether the same object was examined at the same moment of the same epoch just before. */
  boolean isRepeated(Trainee model, int epoch, int iteration) {
    return model.model() == lastModel && moment(epoch, iteration) == lastMoment;
  }

  /**
   * The next to be examined.
   *
   * @throws IllegalArgumentException if it is of another shape than the bound network
   */
  void follow(Trainee model, int epoch, int iteration) {
    // ND4J does not check: it would write beyond the end of the shorter vector.
    Require.that(
        model.parameters() == parameters,
        "model has %d parameters, the network of this run %d",
        model.parameters(),
        parameters);
    if (!is(model) && model.model() != lastModel) {
      if (architecture == null) {
        architecture = Objects.requireNonNull(bound).architecture();
      }
      architecture.require(model.architecture());
    }
    lastModel = model.model();
    lastMoment = moment(epoch, iteration);
  }

  /** Keeps no network alive. */
  void release() {
    bound = null;
    lastModel = null;
  }

  private static long moment(int epoch, int iteration) {
    return (long) epoch << 32 | iteration;
  }
}

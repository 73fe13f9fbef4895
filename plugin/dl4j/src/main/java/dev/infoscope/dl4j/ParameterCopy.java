// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.network.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The parameters of a network as they were at one moment, on their way from the thread that trains
 * to the one that examines. Memory for one copy is taken with the first. The mailbox's lock guards
 * it.
 */
final class ParameterCopy {
  private @Nullable INDArray parameters;

  /** Copies what a model has now, over what was copied before. */
  @SuppressWarnings("try") // the scope is used by being open
  Moment take(Trainee model, int epoch, int iteration) {
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      if (parameters == null) {
        parameters = model.copy();
      } else {
        model.copyInto(parameters);
      }
    }
    return new Moment(epoch, iteration, Instant.now(), model.score());
  }

  /** Copies it into the parameters of the network that is examined. */
  void into(INDArray shadow) {
    shadow.assign(parameters);
  }

  /** Frees the memory; there may be none. */
  void free() {
    if (parameters != null) {
      parameters.close();
      parameters = null;
    }
  }
}

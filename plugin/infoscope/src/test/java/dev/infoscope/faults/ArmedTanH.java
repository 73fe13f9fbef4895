// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes as tanh does, but for the analysis while it is armed: a failure in native code. */
public final class ArmedTanH extends ActivationTanH {
  private static final long serialVersionUID = 1;

  static volatile @Nullable Supplier<? extends Throwable> failure;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    Supplier<? extends Throwable> armed = failure;
    if (armed != null && Thread.currentThread().getName().startsWith("infoscope")) {
      ArmedTanH.<RuntimeException>fail(armed.get());
    }
    return super.getActivation(in, training);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void fail(Throwable failure) throws T {
    throw (T) failure;
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import java.io.ObjectInputStream;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;

/** Runs when it is deserialised: it counts, and does nothing else. */
public final class Gadget implements DataSetPreProcessor {
  private static final long serialVersionUID = 1;

  @Override
  public void preProcess(DataSet data) {}

  private void readObject(ObjectInputStream from) {
    Flags.RUN.incrementAndGet();
  }
}

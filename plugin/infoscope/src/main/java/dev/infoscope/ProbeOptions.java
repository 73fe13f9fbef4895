// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.numeric.Require;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What an {@link InfoscopeBuilder} lets you say about the examples the network is examined on. */
public sealed interface ProbeOptions permits InfoscopeBuilder {
  /**
   * Labelled examples on which the network is examined; none of the training data. Rows beyond
   * {@link #probeRows} are left out by a seeded choice that does not depend on their order.
   *
   * @param labelled features and labels, one-hot or a column of classes; normalised as the training
   *     data is
   * @return this builder
   */
  default InfoscopeBuilder probe(DataSet labelled) {
    return probe(Require.given("probe", labelled).toMultiDataSet());
  }

  /**
   * The same for several inputs or outputs. The label is the combination of all outputs' classes.
   *
   * @param labelled features and labels
   * @return this builder
   */
  InfoscopeBuilder probe(MultiDataSet labelled);

  /**
   * Classes for the probe set in place of its labels, as for a regression.
   *
   * @param classes one per row of the probe, from 0
   * @return this builder
   */
  InfoscopeBuilder labels(int... classes);

  /**
   * How many rows of the probe to keep at the most. The cost of the pairwise estimator grows with
   * its square.
   *
   * @param rows at least 1; 2,000 by default
   * @return this builder
   */
  InfoscopeBuilder probeRows(int rows);
}

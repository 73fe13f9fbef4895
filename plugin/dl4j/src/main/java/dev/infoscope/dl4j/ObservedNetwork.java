// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.monitor.ObservedModel;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.util.List;
import java.util.Map;

/** A second network, whose parameters come from the one that trains. */
record ObservedNetwork(Examiner examiner, ParameterCopy copy) implements ObservedModel {
  @Override
  public void tryOut() {
    examiner.check();
  }

  @Override
  public void receive() {
    copy.into(examiner.parameters());
    examiner.received();
  }

  @Override
  public Snapshot examine(Moment moment) {
    return examiner.examine(moment);
  }

  @Override
  public Map<String, String> skipped() {
    return examiner.skipped();
  }

  @Override
  public String inWords() {
    return examiner.inWords();
  }

  @Override
  public List<String> notes() {
    return examiner.notes();
  }

  @Override
  public void clear() {
    examiner.clear();
  }
}

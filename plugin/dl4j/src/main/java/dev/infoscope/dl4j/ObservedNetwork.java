// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.ParameterSlot.Sample;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A copy of a network, whose parameters come by the mailbox. */
record ObservedNetwork(Examiner examiner, ParameterSlot mailbox) implements Observed {
  @Override
  public void tryOut() {
    examiner.check();
  }

  @Override
  public @Nullable Sample next() throws InterruptedException {
    return mailbox.take(examiner.parameters());
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
  public void clear() {
    examiner.clear();
  }
}

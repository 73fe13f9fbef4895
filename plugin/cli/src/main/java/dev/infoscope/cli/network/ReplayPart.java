// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.TrainingProgress;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a replay, measured as if all before it had been.
 *
 * @param before moments before it, in order; those at which ranges and bins are frozen and the last
 *     two, with which motion compares, are examined again, the others passed over
 * @param own what is measured
 */
record ReplayPart(List<PartMoment> before, List<PartMoment> own) implements Serializable {
  /**
   * Measures a part.
   *
   * @param shared what all parts need
   * @param part the part
   * @return what was found
   */
  public static byte[] run(byte[] shared, byte[] part) {
    SharedReplay common = SerialBytes.read(SharedReplay.class, shared);
    PartResult result;
    try {
      result = SerialBytes.read(ReplayPart.class, part).measure(common);
    } catch (InputException refused) {
      String why = String.valueOf(refused.getMessage());
      result = new PartResult(List.of(), List.of(), Map.of(), why);
    }
    return SerialBytes.of(result);
  }

  private PartResult measure(SharedReplay shared) {
    PartMoment first = (before.isEmpty() ? own : before).get(0);
    try (CheckpointReplay replay = shared.open(shared.checkpoint(first))) {
      for (PartMoment moment : before) {
        if (moment.isPassedOver()) {
          replay.passOver(new TrainingProgress(moment.epoch(), moment.iteration()));
        } else {
          replay.examine(shared.checkpoint(moment));
        }
      }
      Map<String, Long> failed = replay.failures();
      List<byte[]> lines = new ArrayList<>();
      for (PartMoment moment : own) {
        lines.add(History.line(replay.examine(shared.checkpoint(moment)).entry()));
      }
      return new PartResult(lines, replay.notFinite(), since(failed, replay.failures()), "");
    }
  }

  private static Map<String, Long> since(Map<String, Long> before, Map<String, Long> now) {
    Map<String, Long> since = new HashMap<>();
    now.forEach((name, count) -> since.put(name, count - before.getOrDefault(name, 0L)));
    since.values().removeIf(count -> count == 0);
    return since;
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.studies.warning.Quantity.Owner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every quantity under one detector, and groups of quantities, all with the same rate of false
 * alarms.
 */
final class Panel {
  /** What a lead is measured against. */
  static final String LOSS_AND_ACCURACY = "probe loss and accuracy";

  /** Minibatch loss, and update ratio, norms of weights and gradients beside them. */
  static final String ANYBODY = "all that anybody has";

  /** All quantities of Infoscope. */
  static final String OURS = "all of ours";

  /** Everything. */
  static final String EVERYTHING = "everything";

  private final Detector detector;
  private final Map<String, Calibrated> single = new LinkedHashMap<>();
  private final Map<String, Calibrated> groups = new LinkedHashMap<>();

  Panel(Detector detector, Halves halves) {
    this.detector = detector;
    Stream.concat(Quantity.ANYBODYS.stream(), Quantity.OURS.stream())
        .parallel()
        .map(
            quantity ->
                Calibrated.on(halves.calibration(), Judge.of(quantity, detector).remembering()))
        .toList()
        .forEach(each -> single.put(each.judge().name(), each));
    group(halves, LOSS_AND_ACCURACY, List.of(Quantity.PROBE_LOSS, Quantity.PROBE_ACCURACY));
    group(halves, ANYBODY, Quantity.ANYBODYS);
    group(halves, OURS, Quantity.OURS);
    group(
        halves,
        EVERYTHING,
        Stream.concat(Quantity.ANYBODYS.stream(), Quantity.OURS.stream()).toList());
  }

  private void group(Halves halves, String name, List<Quantity> quantities) {
    groups.put(name, together(halves, name, quantities.stream().map(Quantity::name).toList()));
  }

  /** Some quantities as one judge. */
  Calibrated together(Halves halves, String name, List<String> quantities) {
    List<Calibrated> judges = quantities.stream().map(this::of).toList();
    return Calibrated.on(halves.calibration(), Judge.together(name, judges).remembering());
  }

  Detector detector() {
    return detector;
  }

  /** A quantity or a group by its name. */
  Calibrated of(String name) {
    Calibrated found = single.containsKey(name) ? single.get(name) : groups.get(name);
    if (found == null) {
      throw new IllegalArgumentException(name + " is not judged");
    }
    return found;
  }

  /** Every quantity of one owner. */
  List<Calibrated> of(Owner owner) {
    List<Quantity> quantities = owner == Owner.ANYBODY ? Quantity.ANYBODYS : Quantity.OURS;
    return quantities.stream().map(quantity -> of(quantity.name())).toList();
  }
}

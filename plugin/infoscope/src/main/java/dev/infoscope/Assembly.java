// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.dl4j.Session;
import dev.infoscope.dl4j.Settings;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.samediff.SameDiffSettings;
import dev.infoscope.monitor.Log;
import dev.infoscope.monitor.MonitorSettings;
import dev.infoscope.publish.Endpoint;
import dev.infoscope.report.Provenance;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Puts together what watches a run. Where that is refused, the port is closed again. */
record Assembly(RunData run, Measures measures, Outputs outputs) {
  /** For a network of DL4J. */
  Infoscope network(Probe probe, List<String> layers, SameDiffSettings sameDiff) {
    return opened(
        opened -> {
          MonitorSettings all = settings(how -> probe.provenance(how, run.seed), opened);
          Session session = new Session(new Settings(probe, layers, sameDiff, all));
          opened.closedPort().ifPresent(why -> session.unavailable("endpoint", why));
          return new Infoscope(new LiveObservation(session, opened.endpoint(), outputs.scrapes));
        });
  }

  /** For snapshots from elsewhere. */
  SnapshotScope snapshots(SnapshotProbe probe, Log log) {
    return opened(
        opened -> {
          MonitorSettings all = settings(how -> probe.provenance(how, run.seed), opened);
          return SnapshotScope.open(all, opened, outputs.scrapes, log);
        });
  }

  private MonitorSettings settings(
      Function<Map<String, Object>, Provenance> provenance, Outputs.Opened opened) {
    return run.monitor(measures, provenance, opened.sinks());
  }

  private <T> T opened(Function<Outputs.Opened, T> make) {
    Outputs.Opened opened = outputs.open();
    try {
      return make.apply(opened);
    } catch (RuntimeException | Error refused) {
      opened.endpoint().ifPresent(Endpoint::close);
      throw refused;
    }
  }
}

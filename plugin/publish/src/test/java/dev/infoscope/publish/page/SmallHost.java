// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.Endpoint;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A process with little memory that publishes large reports: {@code RUNS REPORTS}. All but the last
 * run end. Says its port first, then, of the last run, {@code published}, and ends with its input.
 */
final class SmallHost {
  private static final int LAYERS = 20;
  private static final List<String> NAMES = List.of("binned", "pairwise", "x1", "x2", "x3");

  private SmallHost() {}

  public static void main(String[] arguments) throws IOException {
    int runs = Integer.parseInt(arguments[0]);
    int reports = Integer.parseInt(arguments[1]);
    InetSocketAddress address = free();
    Endpoint last = new Endpoint(address);
    System.out.println(address.getPort());
    System.in.read();
    for (int i = 0; i < runs; i++) {
      Endpoint next = i == 0 ? last : new Endpoint(address);
      publish(next, "run" + i, reports);
      if (next != last) {
        last.close(); // the next one holds the port
      }
      last = next;
    }
    System.out.println("published");
    System.in.read();
    last.close();
    System.out.println("closed");
  }

  private static InetSocketAddress free() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) any.getLocalSocketAddress();
    }
  }

  private static void publish(Endpoint endpoint, String name, int reports) {
    Run run =
        new Run(name, "m", reports, new Provenance("v", Map.of("a", "s"), 1, 1, 1, 10, 2, "00"));
    endpoint.begin(run);
    SplittableRandom random = new SplittableRandom(7);
    for (int epoch = 1; epoch <= reports; epoch++) {
      endpoint.publish(report(run, epoch, random));
    }
  }

  private static EpochReport report(Run run, int epoch, SplittableRandom random) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < LAYERS; i++) {
      Layer layer = new Layer(i, "l" + i, "D", null, "");
      for (String estimator : NAMES) {
        for (String signal : NAMES) {
          readings.add(
              new Reading(
                  PlaneMetrics.INPUT,
                  layer,
                  Map.of("signal", signal, "estimator", estimator),
                  random.nextDouble(),
                  Uncertainty.of(1, random.nextDouble()),
                  Set.of()));
        }
      }
    }
    Moment moment = new Moment(epoch, epoch, Instant.EPOCH, epoch);
    return new EpochReport(run, moment, readings, List.of(), Map.of(), Map.of());
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults at every seam, in eleven kinds of host: training gives the same bits, nothing waits beyond
 * its deadline, and what went wrong is counted.
 *
 * <p>Each fault is tried {@code infoscope.faults} times, 1 by default; host and moment are drawn
 * from the seed, and {@code infoscope.fault=SEED} tries that seed alone.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultCampaignTest {
  private static final int TRIES = Integer.getInteger("infoscope.faults", 1);
  private static final Integer ONLY = Integer.getInteger("infoscope.fault");

  @TempDir Path folder;

  private static Stream<Arguments> tries(Seam seam) {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.seam() == seam)
        .flatMap(
            fault ->
                (ONLY == null ? IntStream.range(0, TRIES) : IntStream.of(ONLY))
                    .mapToObj(seed -> Arguments.of(fault, seed)));
  }

  private void holds(Fault fault, int seed) throws Exception {
    SplittableRandom random = new SplittableRandom(fault.name().hashCode() * 31L + seed);
    boolean synchronous = fault.synchronous(random);
    holds(fault, random, synchronous, fault.host(random));
  }

  private void holds(Fault fault, SplittableRandom random, boolean synchronous, Host host)
      throws Exception {
    try (Trial trial = new Trial(random, folder, host, synchronous)) {
      fault.inject(trial);
      trial.run();
      fault.verify(trial);
    }
  }

  static Stream<Arguments> measures() {
    return tries(Seam.MEASURE);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("measures")
  @Tried(value = "seeded faults of a measure, in eleven kinds of host", area = Area.TRAINING)
  void aMeasureThatFailsHarmsNobody(Fault fault, int seed) throws Exception {
    holds(fault, seed);
  }

  static Stream<Arguments> sinks() {
    return tries(Seam.SINK);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("sinks")
  @Tried(value = "seeded faults of a sink, in eleven kinds of host", area = Area.TRAINING)
  void aSinkThatFailsHarmsNobody(Fault fault, int seed) throws Exception {
    holds(fault, seed);
  }

  static Stream<Arguments> registries() {
    return tries(Seam.REGISTRY);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("registries")
  @Tried(
      value = "seeded faults of a host's registry, in eleven kinds of host",
      area = Area.TRAINING)
  void aRegistryThatFailsHarmsNobody(Fault fault, int seed) throws Exception {
    holds(fault, seed);
  }

  static Stream<Arguments> loggers() {
    return tries(Seam.LOGGER);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("loggers")
  @Tried(value = "seeded faults of the host's log, in eleven kinds of host", area = Area.TRAINING)
  void aLogThatFailsHarmsNobody(Fault fault, int seed) throws Exception {
    holds(fault, seed);
  }

  static Stream<Arguments> interrupts() {
    return tries(Seam.INTERRUPTS);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("interrupts")
  @Tried(
      value = "seeded interruptions of any thread, in eleven kinds of host",
      area = Area.TRAINING)
  void anInterruptionHarmsNobody(Fault fault, int seed) throws Exception {
    holds(fault, seed);
  }

  static Stream<Arguments> nativeCode() {
    return tries(Seam.NATIVE_CODE);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("nativeCode")
  @Tried(value = "seeded failures of native code and its memory", area = Area.TRAINING)
  void nativeCodeThatFailsHarmsNobody(Fault fault, int seed) throws Exception {
    holds(fault, seed);
  }

  static Stream<Arguments> files() {
    return tries(Seam.FILES);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("files")
  @Tried(
      value = "seeded faults of the history's file system, in eleven kinds of host",
      area = Area.TRAINING)
  void aFileThatFailsHarmsNobody(Fault fault, int seed) throws Exception {
    holds(fault, seed);
  }

  static Stream<Arguments> gateways() {
    return tries(Seam.GATEWAY);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("gateways")
  @Tried(value = "seeded faults of a push gateway, in eleven kinds of host", area = Area.TRAINING)
  void aGatewayThatFailsHarmsNobody(Fault fault, int seed) throws Exception {
    holds(fault, seed);
  }

  static Stream<Arguments> servers() {
    return tries(Seam.SERVER);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("servers")
  @Tried(
      value = "seeded abuse of the port while training, in eleven kinds of host",
      area = Area.TRAINING)
  void aPortThatIsAbusedHarmsNobody(Fault fault, int seed) throws Exception {
    holds(fault, seed);
  }

  static Stream<Arguments> browsers() {
    return tries(Seam.BROWSER);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("browsers")
  @Tried(
      value = "seeded faults of readers of the page, in eleven kinds of host",
      area = Area.TRAINING)
  void aReaderThatFailsHarmsNobody(Fault fault, int seed) throws Exception {
    holds(fault, seed);
  }

  /** All but those that need an activation function or a loop of their own. */
  static Stream<Fault> ofGraphs() {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.seam() != Seam.NATIVE_CODE)
        .filter(fault -> fault != Fault.TRAINING_IS_INTERRUPTED);
  }

  @ParameterizedTest
  @MethodSource("ofGraphs")
  @Tried(value = "every fault of a seam while a SameDiff graph trains", area = Area.TRAINING)
  void aGraphOfSameDiffIsHarmedByNone(Fault fault) throws Exception {
    SplittableRandom random = new SplittableRandom(fault.name().hashCode());
    holds(fault, random, fault.synchronous(random), Host.SAMEDIFF_GRAPH);
  }
}

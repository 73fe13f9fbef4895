// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import dev.infoscope.numeric.Quantiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Tells how far a run is and how long it will take, by the images of this process. */
final class RunClock {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final int images;
  private final int before;
  private final PrintStream out;
  private final long start = System.nanoTime();
  private int done;

  RunClock(int images, int before, PrintStream out) {
    this.images = images;
    this.before = before;
    this.out = out;
  }

  void done(int more) {
    done += more;
    Duration each = Duration.ofNanos((System.nanoTime() - start) / done);
    Duration left = each.multipliedBy(images - before - done);
    out.printf(
        Locale.ROOT,
        "image %d/%d  %.2f s per image  %d:%02d:%02d left%n",
        before + done,
        images,
        each.toNanos() / 1e9,
        left.toHours(),
        left.toMinutesPart(),
        left.toSecondsPart());
  }

  /** Prints the time per image over all processes, and the memory of this one. */
  void farewell(List<ImageMeasurement> measured) throws IOException {
    double[] seconds = measured.stream().mapToDouble(ImageMeasurement::seconds).toArray();
    long targets = measured.stream().mapToInt(ImageMeasurement::target).distinct().count();
    out.printf(
        Locale.ROOT,
        "%d images, %d predicted classes, %.2f s per image (median; most %.2f), peak memory %.2f GB%n",
        measured.size(),
        targets,
        Quantiles.median(seconds),
        Quantiles.of(seconds, 1),
        peakGigabytes());
  }

  /** Resident, heap and arrays outside it; NaN where the system does not tell. */
  private static double peakGigabytes() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return Double.NaN;
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmHWM:")) {
        return Double.parseDouble(line.replaceAll("\\D+", "")) * 1024 / 1e9;
      }
    }
    return Double.NaN;
  }
}

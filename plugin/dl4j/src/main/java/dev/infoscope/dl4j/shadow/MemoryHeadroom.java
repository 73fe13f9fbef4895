// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import dev.infoscope.numeric.Require;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/**
 * Whether memory is left for the shadow and a snapshot. An OutOfMemoryError hits whichever thread
 * asks next, so it must not come to it: the training would be hit as well.
 */
public final class MemoryHeadroom {
  private static final long MEGA = 1 << 20;
  private static final Path LINUX = Path.of("/proc/meminfo");

  private static final String MOST_BYTES = "org.bytedeco.javacpp.maxbytes";

  private MemoryHeadroom() {}

  /**
   * Refuses what would take more than three quarters of the free heap; the rest is the host's.
   *
   * @throws IllegalArgumentException if it does not fit, even after a garbage collection
   */
  public static void requireHeap(long need) {
    if (need > share(freeHeap())) {
      System.gc(); // once per run, and only where it is tight: garbage is no reason to refuse
    }
    long free = freeHeap();
    Require.that(
        need <= share(free),
        "a snapshot needs about %d MB of the heap, of which %d MB are free (-Xmx) and a quarter is"
            + " left to the training; fewer probeRows or layers, or a larger heap",
        megabytes(need),
        free / MEGA);
  }

  /**
   * Refuses what would take more than three quarters of the free memory outside the heap.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  public static void requireNative(long need) {
    long free = freeNative();
    Require.that(
        need <= share(free),
        "copies of the network's parameters need about %d MB outside the heap, of which"
            + " %d MB are free%s and a quarter is left to the training",
        megabytes(need),
        free / MEGA,
        ofJavacpp() < Math.min(ofMachine(), availableOnLinux())
            ? " (limit of JavaCPP: -Xmx, org.bytedeco.javacpp.maxbytes or .maxphysicalbytes)"
            : "");
  }

  private static long share(long free) {
    return free / 4 * 3;
  }

  private static long megabytes(long bytes) {
    return (bytes + MEGA - 1) / MEGA;
  }

  private static long freeHeap() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
  }

  private static long freeNative() {
    return Math.max(0, Math.min(ofJavacpp(), Math.min(ofMachine(), availableOnLinux())));
  }

  /**
   * Beyond its limits JavaCPP throws an OutOfMemoryError at whoever allocates next. ND4J's arrays
   * count as memory of the process; {@code maxBytes}, which does not see them, is a limit only
   * where the host has set it.
   */
  private static long ofJavacpp() {
    long physical = Pointer.maxPhysicalBytes();
    long free = physical > 0 ? physical - Pointer.physicalBytes() : Long.MAX_VALUE;
    boolean isSet = System.getProperty(MOST_BYTES) != null && Pointer.maxBytes() > 0;
    return isSet ? Math.min(free, Pointer.maxBytes() - Pointer.totalBytes()) : free;
  }

  /** The machine's, or the container's. */
  private static long ofMachine() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize() - Pointer.physicalBytes()
        : Long.MAX_VALUE;
  }

  /** Free memory and what the system would give up for it; no limit where it does not say. */
  private static long availableOnLinux() {
    if (!Files.isReadable(LINUX)) {
      return Long.MAX_VALUE;
    }
    try {
      return Files.readAllLines(LINUX).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException unreadable) {
      return Long.MAX_VALUE; // then the machine's size must do
    }
  }
}

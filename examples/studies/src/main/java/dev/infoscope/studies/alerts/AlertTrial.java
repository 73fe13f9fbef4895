// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.alerts;

import dev.infoscope.studies.Studies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Alerts on real runs: real training, a real Prometheus and a real Alertmanager on loopback with
 * windows fifteen times as short. Ends with 1 when an alert is missing or too many.
 */
@Command(
    name = "alerts",
    description =
        "Real training, Prometheus and Alertmanager: which alerts fire, and which do not.",
    mixinStandardHelpOptions = true)
public final class AlertTrial implements Callable<Integer> {
  @Option(names = "--data", required = true, description = "Folder with the four idx files.")
  private Path data = Path.of("");

  @Option(names = "--dashboards", description = "Folder with the rules (default: dashboards).")
  private Path dashboards = Path.of("dashboards");

  @Option(names = "--healthy", description = "Only this many healthy runs, to count false alerts.")
  private int healthy;

  @Option(names = "--rows", description = "Training examples to use (default: 10000).")
  private int rows = 10_000;

  @Option(names = "--probe", description = "Probe examples (default: 1000).")
  private int probe = 1000;

  @Option(names = "--epochs", description = "Epochs of each run (default: 30).")
  private int epochs = 30;

  @Option(names = "--least", description = "Least seconds an epoch takes (default: 1.2).")
  private double least = 1.2;

  private final List<String> wrong = new ArrayList<>();
  private int port;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("infoscope-alerts");
    port = Servers.freePort();
    try (Servers servers = new Servers(folder, dashboards, port)) {
      watch(new AlertWatch(servers));
    }
    wrong.forEach(line -> System.out.println("WRONG: " + line));
    System.out.println(wrong.isEmpty() ? "as documented" : wrong.size() + " not as documented");
    return wrong.isEmpty() ? 0 : 1;
  }

  private void watch(AlertWatch watch) throws Exception {
    if (healthy > 0) {
      study(watch);
    } else {
      trial(watch);
    }
  }

  private void trial(AlertWatch watch) throws Exception {
    System.out.println("Windows are " + Servers.SPEED + " times as short as committed:");
    System.out.println("evaluation every 1 s, scrape every 1 s.");
    Set<String> none = run(watch, "healthy", Fault.NONE, FaultNetwork.RELU, 1);
    expect("healthy fires nothing", none, Set::isEmpty);
    Set<String> labels = run(watch, "labels", Fault.LABELS, FaultNetwork.RELU, 1);
    String collapse = "LabelInformationCollapse";
    expectOne("shuffled labels fire a collapse or drift", labels, collapse, "LayerDrift");
    Set<String> rate = run(watch, "rate", Fault.RATE, FaultNetwork.RELU, 1);
    String dying = "a learning rate times 100 fires drift or dying neurons";
    expectOne(dying, rate, "NeuronsDying", "LayerDrift");
    Set<String> nan = run(watch, "nan", Fault.NAN, FaultNetwork.RELU, 1);
    expectOne("NaN fires NotFinite", nan, "NotFinite");
    killed(watch);
  }

  /** Any of these alerts will do. */
  private void expectOne(String what, Set<String> fired, String... names) {
    expect(what, fired, all -> Stream.of(names).anyMatch(all::contains));
  }

  /** A process that is killed is reported until it is started again. */
  private void killed(AlertWatch watch) throws Exception {
    heading(watch, "killed: the process is killed after epoch 5 of " + epochs);
    Process victim = start("killed", Fault.NONE, FaultNetwork.RELU, 1, epochs);
    follow(victim, watch, line -> line.contains("epoch 5/"));
    victim.destroyForcibly().waitFor();
    watch.say("         killed");
    watchFor(watch, 12);
    Set<String> fired = watch.fired("killed");
    expectOne("a killed training fires target down", fired, "TrainingTargetDown");
    watch.say("         started again, 3 epochs");
    Process again = start("killed", Fault.NONE, FaultNetwork.RELU, 1, 3);
    follow(again, watch, line -> false);
    quiet(watch);
  }

  private void study(AlertWatch watch) throws Exception {
    FaultNetwork[] networks = FaultNetwork.values();
    int alarmed = 0;
    int alerts = 0;
    for (int i = 0; i < healthy; i++) {
      int fired = firedBy(networks[i % networks.length], 1 + i / networks.length, watch);
      alarmed += fired == 0 ? 0 : 1;
      alerts += fired;
    }
    String form = "%d healthy runs of %d epochs, %d networks: %d false alerts in %d runs%n";
    int kinds = Math.min(healthy, networks.length);
    System.out.printf(Locale.ROOT, form, healthy, epochs, kinds, alerts, alarmed);
    if (alarmed * 20 > healthy) {
      wrong.add("more than 1 run in 20 gave a false alert");
    }
  }

  private int firedBy(FaultNetwork network, int seed, AlertWatch watch) throws Exception {
    String name = network.label() + "-seed-" + seed;
    return run(watch, name, Fault.NONE, network, seed).size();
  }

  /** Trains to the end, and says what fired. */
  private Set<String> run(
      AlertWatch watch, String name, Fault fault, FaultNetwork network, int seed) throws Exception {
    String what = fault == Fault.NONE ? "healthy" : fault + " from epoch 15 on";
    heading(watch, name + ": " + network.label() + ", " + what);
    Process process = start(name, fault, network, seed, epochs);
    follow(process, watch, line -> false);
    Set<String> fired = watch.fired(name);
    watch.say("         fired in run " + name + ": " + (fired.isEmpty() ? "nothing" : fired));
    quiet(watch);
    return fired;
  }

  private static void heading(AlertWatch watch, String text) {
    System.out.println();
    watch.say("---      " + text);
  }

  private Process start(String name, Fault fault, FaultNetwork network, int seed, int length)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1500m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Studies.class.getName(), "fault", "--data=" + data));
    command.addAll(List.of("--run=" + name, "--fault=" + fault, "--network=" + network));
    command.addAll(List.of("--seed=" + seed, "--rows=" + rows, "--probe=" + probe));
    command.addAll(List.of("--epochs=" + length, "--least=" + least, "--patience=5"));
    command.add("--port=" + port);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return process;
  }

  private static BlockingQueue<String> linesOf(Process process) {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(process.getInputStream(), lines));
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  /** Reads what the process says and watches meanwhile, until it ends or says the words. */
  private void follow(Process process, AlertWatch watch, Predicate<String> until) throws Exception {
    BlockingQueue<String> lines = linesOf(process);
    boolean done = false;
    while (!done) {
      done = !process.isAlive();
      done |= tell(lines, watch, until);
      watch.poll();
      Thread.sleep(100);
    }
    if (!process.isAlive() && process.exitValue() != 0) {
      wrong.add("the training ended with " + process.exitValue());
    }
  }

  /** Passes on what the process has said by now; whether it said the words. */
  private static boolean tell(
      BlockingQueue<String> lines, AlertWatch watch, Predicate<String> until) {
    List<String> news = new ArrayList<>();
    lines.drainTo(news);
    news.stream().filter(AlertTrial::isTold).forEach(line -> watch.say("         " + line));
    return news.stream().anyMatch(until);
  }

  private static void read(InputStream output, BlockingQueue<String> lines) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      in.lines().forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every fifth epoch, and those around the fault. */
  private static boolean isTold(String line) {
    return line.matches(".*epoch (1|[0-9]*[05]|14|15|16|17)/.*") || !line.contains("epoch ");
  }

  private static void watchFor(AlertWatch watch, int seconds) throws Exception {
    for (int i = 0; i < 10 * seconds; i++) {
      watch.poll();
      Thread.sleep(100);
    }
  }

  private void quiet(AlertWatch watch) throws Exception {
    for (int i = 0; i < 300; i++) {
      watch.poll();
      if (watch.isQuiet() && i > 30) {
        return;
      }
      Thread.sleep(100);
    }
    wrong.add("alerts have not ended 30 s after the run");
  }

  private void expect(String what, Set<String> fired, Predicate<Set<String>> right) {
    boolean holds = right.test(fired);
    System.out.println((holds ? "ok: " : "NOT: ") + what);
    if (!holds) {
      wrong.add(what + ", but it fired " + fired);
    }
  }
}

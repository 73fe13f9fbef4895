// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.infoscope.Infoscope;
import dev.infoscope.cli.Shell;
import dev.infoscope.cli.table.TableOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A small training, watched by everything there is, and commands on what it left behind: all that
 * is served, written or printed, by name, without times.
 */
final class SmallRun {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Path folder;
  private final Map<String, String> texts = new TreeMap<>();

  private SmallRun(Path folder) {
    this.folder = folder;
  }

  /** Trains and runs the commands in an empty folder. */
  static Map<String, String> in(Path folder) throws Exception {
    SmallRun run = new SmallRun(folder);
    Checkpoints checkpoints = new Checkpoints(folder);
    run.train(checkpoints);
    run.measureTables(checkpoints);
    run.measureNetworks(checkpoints);
    run.replay(checkpoints);
    run.exportHistories();
    return run.texts;
  }

  /** The same in a process of its own; the texts go to the files of a second folder. */
  public static void main(String[] folders) throws Exception {
    for (Map.Entry<String, String> text : in(Path.of(folders[0])).entrySet()) {
      Files.writeString(Path.of(folders[1], text.getKey()), text.getValue(), UTF_8);
    }
  }

  private void train(Checkpoints checkpoints) throws Exception {
    MultiLayerNetwork network = Checkpoints.dense(5);
    ProbeFiles probe =
        ProbeFiles.read(new TableOptions(), checkpoints.probe(), checkpoints.labels());
    try (Infoscope scope =
        Infoscope.builder()
            .probe(probe.data())
            .labels(probe.classes())
            .run("größe")
            .model("perzeptron-λ")
            .plannedEpochs(3)
            .serve(0)
            .history(history())
            .synchronous()
            .build()) {
      scope.attach(network);
      for (int epoch = 1; epoch <= 3; epoch++) {
        checkpoints.train(network, 1);
        scope.sample(network, epoch);
      }
      URI base = scope.uri().orElseThrow();
      keep("uri", base.toString().replaceFirst(":\\d+/", ":PORT/"));
      for (String page : List.of("metrics", "", "runs", "matrices?run=0&epoch=3&iteration=3")) {
        keep("get " + page.replaceFirst("\\?.*", ""), get(port(base), page));
      }
    }
    keep("history", Files.readString(history()));
  }

  /** The port, in whatever digits the address has it. */
  private static int port(URI base) {
    return Integer.parseInt(base.toString().replaceFirst(".*:", "").replaceFirst("/$", ""));
  }

  private static String get(int port, String page) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/" + page);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).body();
  }

  private Path history() {
    return folder.resolve("run.jsonl");
  }

  /** A report packs its values into columns, so it is made of the history that has no durations. */
  private void exportHistories() throws IOException {
    export("report --out", replayed());
    for (Path history : List.of(history(), replayed())) {
      export("export --csv", history);
      export("export --openmetrics", history);
    }
  }

  private void export(String form, Path history) throws IOException {
    String[] words = form.split(" ");
    Path out = folder.resolve(history.getFileName() + words[1].replace("--", "."));
    command(words[0], words[0], "--history", history, words[1], out);
    keep(out.getFileName().toString(), Files.readString(out));
  }

  private void measureTables(Checkpoints checkpoints) {
    Object x = checkpoints.probe();
    Object y = checkpoints.labels();
    for (String json : List.of("", "--json")) {
      command("plane" + json, "information-plane", "--activations", x, "--labels", y, json);
      command("neurons" + json, "neurons", "--activations", x, "--labels", y, json);
      command("usable" + json, "usable", "--activations", x, "--labels", y, json);
      command("redundancy" + json, "redundancy", "--activations", x, "--labels", y, json);
      command("relay" + json, "relay", "--activations", x, "--labels", y, "--predictions", y, json);
      command("flow" + json, "flow", "--layer", x, "--layer", x, json);
    }
    command("diagnose", "information-plane", "--activations", x, "--labels", y, "--diagnose");
    command("refused", "information-plane", "--activations", x, "--labels", y, "--bins", 0);
    command("missing", "information-plane", "--activations", folder.resolve("none"), "--labels", y);
    command("help", "--help");
  }

  private void measureNetworks(Checkpoints checkpoints) {
    Object x = checkpoints.probe();
    Object y = checkpoints.labels();
    Path net = checkpoints.saved().resolve("net_3.zip");
    Object[] tested = {"--model", net, "--probe", x, "--labels", y};
    for (String json : List.of("", "--json")) {
      command("conductance" + json, "conductance", and(tested, json));
      command(
          "ablate" + json,
          "ablate",
          and(tested, "--test", x, "--test-labels", y, "--layer", "hidden", json));
    }
  }

  private static Object[] and(Object[] words, Object... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray();
  }

  private void replay(Checkpoints checkpoints) throws IOException {
    command(
        "replay",
        "replay",
        "--checkpoints",
        checkpoints.saved(),
        "--probe",
        checkpoints.probe(),
        "--labels",
        checkpoints.labels(),
        "--out",
        replayed());
    keep("replayed", Files.readString(replayed()));
  }

  private Path replayed() {
    return folder.resolve("replayed.jsonl");
  }

  /** Runs a command; without its group where it is a measure of tables or networks. */
  private void command(String name, Object first, Object... more) {
    List<Object> words = new ArrayList<>();
    if (!List.of("report", "export", "replay", "ablate", "--help").contains(first)) {
      words.add("measure");
    }
    words.add(first);
    words.addAll(List.of(more));
    words.remove("");
    Shell.Outcome outcome = Shell.run(words.toArray());
    keep("printed by " + name, outcome.status() + "\n" + outcome.out() + "\n" + outcome.err());
  }

  private void keep(String name, String text) {
    texts.put(name, Timeless.text(text.replace(folder.toString(), "FOLDER")));
  }
}

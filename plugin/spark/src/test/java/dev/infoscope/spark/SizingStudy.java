// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.network.Moment;
import dev.infoscope.numeric.Mix;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * What a probe on Spark costs: rows of MNIST, tiled with seeded noise, through an MLP. Arguments:
 * folder of MNIST, cores, rows (several), and measures to leave out with a minus.
 */
final class SizingStudy {
  private static final int PIXELS = 784;
  private static final int SAMPLE = 2000;
  private static final int PER_PARTITION = 100_000;
  private static final float NOISE = 0.1f;

  private SizingStudy() {}

  /** What Spark tells of tasks. */
  private static final class Told extends SparkListener {
    private final AtomicLong cpu = new AtomicLong();
    private final AtomicLong shuffled = new AtomicLong();
    private final AtomicLong results = new AtomicLong();
    private final AtomicLong largest = new AtomicLong();
    private final AtomicLong heap = new AtomicLong();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      cpu.addAndGet(end.taskMetrics().executorCpuTime());
      shuffled.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
      results.addAndGet(end.taskMetrics().resultSize());
      largest.accumulateAndGet(end.taskMetrics().resultSize(), Math::max);
      long used = end.taskExecutorMetrics().getMetricValue("JVMHeapMemory");
      heap.accumulateAndGet(used, Math::max);
    }
  }

  private static byte[] idx(Path file, int head) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(head);
      return in.readAllBytes();
    }
  }

  private static LabelledRow row(byte[] pixels, byte[] labels, long id) {
    int image = (int) (id % labels.length);
    long noise = Mix.at(1, id);
    float[] features = new float[PIXELS];
    for (int k = 0; k < PIXELS; k++) {
      float grey = (pixels[image * PIXELS + k] & 0xff) / 255f;
      int own = (int) (Mix.at(noise, k) >>> 40); // 24 bits
      features[k] = grey + NOISE * (own / (float) (1 << 24) - 0.5f);
    }
    return new LabelledRow(features, labels[image], id);
  }

  private static MultiLayerNetwork trained(byte[] pixels, byte[] labels) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .list()
                .layer(dense("hidden1", PIXELS, 64))
                .layer(dense("hidden2", 64, 32))
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .name("output")
                        .nIn(32)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    for (int batch = 0; batch < 150; batch++) {
      INDArray features = Nd4j.create(128, PIXELS);
      INDArray targets = Nd4j.create(128, 10);
      for (int i = 0; i < 128; i++) {
        LabelledRow row = row(pixels, labels, batch * 128L + i);
        features.putRow(i, Nd4j.create(row.features()));
        targets.putScalar(i, row.label(), 1);
      }
      network.fit(new DataSet(features, targets));
    }
    return network;
  }

  private static DenseLayer dense(String name, int in, int out) {
    return new DenseLayer.Builder()
        .name(name)
        .nIn(in)
        .nOut(out)
        .activation(Activation.TANH)
        .build();
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    byte[] pixels = idx(folder.resolve("train-images-idx3-ubyte.gz"), 16);
    byte[] labels = idx(folder.resolve("train-labels-idx1-ubyte.gz"), 8);
    Path zip = Files.createTempFile("mnist", ".zip");
    ModelSerializer.writeModel(trained(pixels, labels), zip.toFile(), false);
    SharedNetwork network = SharedNetwork.of(zip, List.of(), PIXELS);
    Files.delete(zip);
    List<String> words = Arrays.asList(arguments).subList(2, arguments.length);
    Set<String> without =
        Set.copyOf(words.stream().filter(w -> w.startsWith("-")).map(w -> w.substring(1)).toList());
    ProbePlan plan = new ProbePlan(SAMPLE, 1, without);
    for (String cores : arguments[1].split(",")) {
      try (SparkSession session =
          SparkSession.builder()
              .master("local[" + cores + "]")
              .config("spark.ui.enabled", "false")
              .config("spark.driver.maxResultSize", "0")
              .config("spark.executor.heartbeatInterval", "2s")
              .getOrCreate()) {
        for (String rows : words.stream().filter(w -> !w.startsWith("-")).toList()) {
          measure(session, network, plan, pixels, labels, Long.parseLong(rows), cores);
        }
      }
    }
  }

  private static void measure(
      SparkSession session,
      SharedNetwork network,
      ProbePlan plan,
      byte[] pixels,
      byte[] labels,
      long rows,
      String cores)
      throws Exception {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    Broadcast<byte[][]> images = context.broadcast(new byte[][] {pixels, labels});
    int partitions = (int) Math.max(2, (rows + PER_PARTITION - 1) / PER_PARTITION);
    JavaRDD<LabelledRow> table =
        context
            .parallelize(IntStream.range(0, partitions).boxed().toList(), partitions)
            .flatMap(
                part ->
                    LongStream.range(rows * part / partitions, rows * (part + 1) / partitions)
                        .mapToObj(id -> row(images.value()[0], images.value()[1], id))
                        .iterator());
    Told told = new Told();
    session.sparkContext().addSparkListener(told);
    long start = System.nanoTime();
    Moment moment = new Moment(1, 1, Instant.EPOCH, Double.NaN);
    ProbeFindings found = new SparkProbe(context, network, plan, 2).measureRows(table, moment);
    double seconds = (System.nanoTime() - start) / 1e9;
    session.sparkContext().listenerBus().waitUntilEmpty();
    session.sparkContext().removeSparkListener(told);
    print(System.out, rows, cores, partitions, seconds, told, found);
  }

  private static void print(
      PrintStream out,
      long rows,
      String cores,
      int partitions,
      double seconds,
      Told told,
      ProbeFindings found) {
    double cpu = told.cpu.get() / 1e9;
    List<String> words = new ArrayList<>();
    words.add(
        String.format(Locale.ROOT, "%d rows, %s cores, %d partitions", rows, cores, partitions));
    words.add(String.format(Locale.ROOT, "%.1f s, %.0f rows/s", seconds, rows / seconds));
    words.add(
        String.format(
            Locale.ROOT,
            "%.1f s of processor in tasks, %.1f us a row, %.0f rows/s and core",
            cpu,
            1e6 * cpu / rows,
            rows / cpu));
    words.add(String.format(Locale.ROOT, "shuffled %.1f MB", told.shuffled.get() / 1e6));
    words.add(
        String.format(
            Locale.ROOT,
            "to the driver %.1f MB, the largest %.1f MB, rows among it %d",
            told.results.get() / 1e6,
            told.largest.get() / 1e6,
            found.keptRows()));
    words.add(String.format(Locale.ROOT, "heap at the most %.0f MB", told.heap.get() / 1e6));
    out.println(String.join("; ", words));
    found.readings().stream()
        .filter(r -> r.metric().meterName().equals("infoscope.information.label"))
        .filter(r -> "binned".equals(r.labels().get("estimator")))
        .forEach(
            r ->
                out.println(
                    "  I(T;Y) of " + r.layer().name() + " " + r.value() + " bits " + r.flags()));
  }
}

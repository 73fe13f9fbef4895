// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** A master and two workers of Spark's own kind on loopback, from the jars of this test. */
final class StandaloneCluster implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Path home;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  /** Starts it. */
  StandaloneCluster(Path home) throws IOException, InterruptedException {
    this.home = home;
    this.port = freePort();
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (Path jar : classPath(true)) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
    start(
        "master.Master", "--host", LOOPBACK, "--port", "" + port, "--webui-port", "" + freePort());
    awaitPort();
    for (int worker = 0; worker < 2; worker++) {
      String folder = Files.createDirectories(home.resolve("work" + worker)).toString();
      String[] one = {"--host", LOOPBACK, "--cores", "1", "--memory", "1g", "--work-dir", folder};
      start(
          "worker.Worker",
          Stream.concat(Arrays.stream(one), Stream.of("--webui-port", "" + freePort(), master()))
              .toArray(String[]::new));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }

  private static List<Path> classPath(boolean jars) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> Files.isRegularFile(path) == jars && Files.exists(path))
        .map(Path::toAbsolutePath)
        .distinct()
        .toList();
  }

  private void start(String daemon, String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    words.add(home.resolve("jars") + "/*");
    words.add("org.apache.spark.deploy." + daemon);
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13"); // or it looks for a build of Spark
    builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectOutput(home.resolve("daemon-" + processes.size() + ".log").toFile());
    processes.add(builder.start());
  }

  private void awaitPort() throws InterruptedException {
    while (processes.get(0).isAlive()) {
      try {
        new Socket(LOOPBACK, port).close();
        return;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("the master has ended, see " + home);
  }

  String master() {
    return "spark://" + LOOPBACK + ":" + port;
  }

  /** A session of both workers, an executor each, in processes of their own. */
  SparkSession.Builder session() {
    String classes =
        String.join(File.pathSeparator, classPath(false).stream().map(Path::toString).toList());
    return SparkSession.builder()
        .master(master())
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", LOOPBACK)
        .config("spark.driver.bindAddress", LOOPBACK)
        .config("spark.executor.memory", "600m")
        .config("spark.executor.cores", "1")
        .config("spark.executor.extraClassPath", classes)
        .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .config("spark.executorEnv.OMP_NUM_THREADS", "1")
        .config("spark.scheduler.minRegisteredResourcesRatio", "1.0");
  }

  /** The processes that run tasks now. */
  List<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(process -> process.toHandle().descendants())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}

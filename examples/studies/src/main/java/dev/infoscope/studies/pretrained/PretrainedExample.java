// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import dev.infoscope.numeric.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Both planes of a network that is there already, on a folder of images. */
@Command(
    name = "pretrained",
    description = "Both information planes of a trained network on a folder of images.",
    mixinStandardHelpOptions = true)
public final class PretrainedExample implements Callable<Integer> {
  @Option(
      names = "--network",
      required = true,
      description =
          "A zip saved by DL4J or an HDF5 file of Keras; or resnet50, vgg16 with --weights or"
              + " --random-weights.")
  private String network = "";

  @Option(names = "--weights", description = "Local file with the weights of resnet50 or vgg16.")
  private @Nullable Path weights;

  @Option(names = "--random-weights", description = "Untrained, to try the machinery.")
  private boolean randomWeights;

  @Option(names = "--outputs", description = "Classes of random weights (default: 1000).")
  private int outputs = 1000;

  @Option(names = "--seed", description = "Of random weights (default: 1).")
  private long seed = 1;

  @Option(
      names = "--images",
      required = true,
      description = "Folder of images, with a sub-folder per class unless there are --labels.")
  private Path images = Path.of("");

  @Option(names = "--labels", description = "CSV with lines file,label; files from --images.")
  private @Nullable Path labels;

  @Option(names = "--limit", description = "Images at most, class by class (default: all).")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--made-up",
      description = "Draw this many images of stripes into --images if it is not there.")
  private int madeUp;

  @Option(
      names = "--shape",
      split = ",",
      description = "Channels, height, width of the input (default: 3,224,224).")
  private int[] shape = {3, 224, 224};

  @Option(
      names = "--layout",
      description = "Of the input: ${COMPLETION-CANDIDATES} (default: as its layers say).")
  private Pixels.@Nullable Layout layout;

  @Option(
      names = "--scaling",
      description =
          "Of bytes: ${COMPLETION-CANDIDATES} (default: IMAGENET for resnet50 and vgg16, else"
              + " UNIT).")
  private Pixels.@Nullable Scaling scaling;

  @Option(names = "--bgr", description = "Channels are blue, green, red.")
  private boolean bgr;

  @Option(names = "--steps", description = "Steps along the path (default: 50).")
  private int steps = 50;

  @Option(names = "--batch", description = "Images that go together (default: 1).")
  private int batch = 1;

  @Option(names = "--layers", split = ",", description = "Layers to look at (default: all).")
  private String[] layers = {};

  @Option(
      names = "--state",
      description = "File that keeps what is done (default: pretrained.state).")
  private Path state = Path.of("pretrained.state");

  @Override
  public Integer call() throws IOException {
    check();
    if (madeUp > 0 && !Files.exists(images)) {
      SyntheticImages.write(images, madeUp, Math.max(shape[1], shape[2]));
    }
    LabelledImages all = LabelledImages.of(images, labels, limit);
    NetworkChoice choice = new NetworkChoice(network, weights, randomWeights, seed, outputs, shape);
    try (RunFile run = RunFile.open(state, identity(choice, all))) {
      System.out.printf(
          Locale.ROOT,
          "%d images of %d classes, %d of them done already (%s)%n",
          all.images().size(),
          all.classes().size(),
          run.done(),
          state);
      RunClock clock = new RunClock(all.images().size(), run.done(), System.out);
      if (run.done() < all.images().size()) {
        examine(choice, all, run, clock);
      }
      if (!run.refusal().isEmpty()) {
        System.out.printf(Locale.ROOT, "no conductance: %s%n", run.refusal());
      }
      System.out.println();
      new PlaneTable(run, all.classes().size(), steps).print(System.out);
      clock.farewell(run.measured());
    }
    return 0;
  }

  private void check() {
    if (shape.length != 3) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "--shape (%s) must be channels,height,width", Arrays.toString(shape)));
    }
    Require.atLeast("--batch", batch, 1);
    Require.atLeast("--steps", steps, 1);
    Require.atLeast("--limit", limit, 1);
    Require.atLeast("--outputs", outputs, 2);
  }

  /** Whatever changes a result; the batch does not. */
  private List<String> identity(NetworkChoice choice, LabelledImages all) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(choice.identity());
    lines.add("shape " + Arrays.toString(shape));
    lines.add("layout " + (layout == null ? "as the layers say" : layout));
    lines.add("scaling " + scaling(choice) + (bgr ? ", blue first" : ""));
    lines.add("steps " + steps);
    lines.add("layers " + (layers.length == 0 ? "all" : String.join(",", layers)));
    lines.add("classes " + String.join(",", all.classes()));
    long hash = 1;
    for (LabelledImages.Image image : all.images()) {
      String name = images.relativize(image.file()).toString().replace('\\', '/');
      hash = 31 * hash + name.hashCode();
      hash = 31 * hash + Files.size(image.file());
      hash = 31 * hash + image.label();
    }
    lines.add(String.format(Locale.ROOT, "%d images %016x", all.images().size(), hash));
    return lines;
  }

  private Pixels.Scaling scaling(NetworkChoice choice) {
    if (scaling != null) {
      return scaling;
    }
    return choice.isNamed() ? Pixels.Scaling.IMAGENET : Pixels.Scaling.UNIT;
  }

  private void examine(NetworkChoice choice, LabelledImages all, RunFile run, RunClock clock)
      throws IOException {
    Model model = choice.open();
    Pixels pixels = pixels(model, choice);
    choice.prepare(model, pixels, all, System.out);
    List<Integer> left =
        IntStream.range(0, all.images().size()).filter(i -> !run.isDone(i)).boxed().toList();
    for (int first = 0; first < left.size(); first += batch) {
      List<Integer> some = left.subList(first, Math.min(left.size(), first + batch));
      examine(model, pixels, all, some, run);
      clock.done(some.size());
    }
  }

  private Pixels pixels(Model model, NetworkChoice choice) {
    Pixels.Layout order = layout == null ? OpenedNetwork.layout(model) : layout;
    return new Pixels(shape[0], shape[1], shape[2], order, scaling(choice), bgr);
  }

  private void examine(
      Model model, Pixels pixels, LabelledImages all, List<Integer> some, RunFile run)
      throws IOException {
    List<LabelledImages.Image> files = some.stream().map(all.images()::get).toList();
    int[] numbers = some.stream().mapToInt(i -> i).toArray();
    int[] classes = files.stream().mapToInt(LabelledImages.Image::label).toArray();
    ImageBatch seen =
        ImageBatch.of(
            model, pixels.read(files), numbers, classes, all.classes().size(), steps, layers);
    run.append(seen.layers(), seen.refusal(), seen.measurements());
    if (model.numParams() > 1 << 20) {
      System.gc(); // each snapshot copies the parameters, outside the heap
    }
  }
}

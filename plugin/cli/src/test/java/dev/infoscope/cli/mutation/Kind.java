// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A format that is read, the file that is damaged, and the commands that read it. */
enum Kind {
  NPY(
      "T.npy",
      "measure information-plane --activations {} --labels y.csv --null 2",
      "measure information-plane --activations T.csv --labels {} --null 2",
      "measure neurons --activations {} --labels y.csv",
      "measure usable --activations {} --labels y.csv --null 1",
      "measure redundancy --activations {} --labels y.csv --null 1",
      "measure relay --activations {} --labels y.csv --predictions y.csv",
      "measure causal --weights {} --activation tanh",
      "measure flow --layer {} --layer T.csv",
      "measure conductance --model net.zip --probe {} --labels y.csv --steps 2 --null 2"),
  CSV(
      "T.csv",
      "measure information-plane --activations {} --labels y.csv --null 2",
      "measure information-plane --activations T.npy --labels {} --null 2",
      "measure neurons --activations {} --labels y.csv",
      "measure usable --activations {} --labels y.csv --null 1",
      "measure redundancy --activations {} --labels y.csv --null 1",
      "measure relay --activations {} --labels y.csv --predictions y.csv",
      "measure causal --weights {} --activation tanh",
      "measure flow --layer {} --layer T.npy",
      "measure conductance --model net.zip --probe {} --labels y.csv --steps 2 --null 2"),
  ZIP(
      "net.zip",
      "measure conductance --model {} --probe T.csv --labels y.csv --steps 2 --null 2",
      "measure conductance --model {} --probe T.csv --labels y.csv --steps 2 --null 2 --json",
      "ablate --model {} --probe T.csv --labels y.csv --test T.npy --test-labels y.csv",
      "replay --checkpoints {/} --probe T.csv --labels y.csv --out {/}/out.jsonl"
          + " --openmetrics {/}/out.om") {
    @Override
    byte[] damaged(byte[] whole, Mutator mutator) throws IOException {
      return mutator.chance(0.2) ? mutator.damaged(whole) : Zipped.damagedWithin(whole, mutator);
    }
  },
  IMAGES(
      "images.zip",
      "measure conductance --model {} --probe T.csv --labels y.csv --shape 1,2,2 --steps 2 --null"
          + " 2",
      "ablate --model {} --probe T.csv --labels y.csv --shape 1,2,2 --test T.npy --test-labels"
          + " y.csv") {
    @Override
    byte[] damaged(byte[] whole, Mutator mutator) throws IOException {
      return Zipped.damagedWithin(whole, mutator);
    }
  },
  HISTORY(
      "run.jsonl",
      "report --history {} --out out.html",
      "export --history {} --csv out.csv --openmetrics out.om",
      "export --history {} --openmetrics out.om") {
    @Override
    byte[] damaged(byte[] whole, Mutator mutator) throws IOException {
      return mutator.chance(0.4) ? mutator.damaged(whole) : new JsonDamage(mutator).lines(whole);
    }
  },
  PACKED(
      "run.jsonl.gz",
      "report --history {} --out out.html",
      "export --history {} --csv out.csv --openmetrics out.om") {
    @Override
    byte[] damaged(byte[] whole, Mutator mutator) throws IOException {
      return mutator.chance(0.5)
          ? mutator.damaged(whole)
          : Zipped.gzip(mutator.damaged(Zipped.text(whole)));
    }
  };

  private final String file;
  private final List<String> commands;

  Kind(String file, String... commands) {
    this.file = file;
    this.commands = List.of(commands);
  }

  String file() {
    return file;
  }

  byte[] damaged(byte[] whole, Mutator mutator) throws IOException {
    return mutator.chance(0.5) ? mutator.damaged(whole) : mutator.otherValues(whole);
  }

  /** A command that reads the damaged file, all other files as they should be. */
  String[] command(Path folder, Path damaged, int choice) {
    String[] words = commands.get(choice % commands.size()).split(" ");
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (word.equals("{}")) {
        words[i] = damaged.toString();
      } else if (word.startsWith("{/}")) {
        words[i] = damaged.getParent() + word.substring(3);
      } else if (word.matches("\\w+\\.\\w+(\\.gz)?")) {
        words[i] = folder.resolve(word).toString();
      }
    }
    return words;
  }
}

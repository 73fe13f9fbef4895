// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.dl4j.saved.SavedNormalizer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the normaliser that a network was saved with: examples are normalised by it, as
 * those of the training were, unless the user refuses it, or they seem to be normalised already.
 */
public final class Normalization {
  private final @Nullable SavedNormalizer normalizer; // null where there is none, or it is refused
  private final boolean forced;
  private String state;
  private @Nullable Path like; // the first file, which decides for all
  private boolean applied;

  private Normalization(@Nullable SavedNormalizer normalizer, boolean forced, String state) {
    this.normalizer = normalizer;
    this.forced = forced;
    this.state = state;
  }

  /**
   * Reads the normaliser of a network.
   *
   * @param model the network
   * @param choice whether to apply it; null for as the examples look
   * @return what becomes of it
   * @throws InputException if it is none that is read, or it is to be applied and there is none
   */
  public static Normalization of(ModelFile model, @Nullable Boolean choice) {
    if (Boolean.FALSE.equals(choice)) {
      return new Normalization(null, false, "refused");
    }
    SavedNormalizer found = model.normalizer();
    if (found == null && choice != null) {
      throw new InputException(model.path(), "has no normaliser for --normalizer to apply");
    }
    return new Normalization(found, choice != null, "none");
  }

  /**
   * Normalises examples, or leaves them as they are.
   *
   * @param examples one per row
   * @return the same, or new ones
   * @throws InputException if they do not suit the normaliser, or are on another scale than the
   *     examples before
   */
  public Matrix apply(Matrix examples) {
    SavedNormalizer known = normalizer;
    if (known == null) {
      return examples;
    }
    requireWidth(known, examples);
    boolean raw = forced || !known.seemsApplied(examples.values(), examples.columns());
    requireLikeOthers(examples.file(), raw);
    like = like == null ? examples.file() : like;
    applied = raw;
    state = (raw ? "applied: " : "not applied, seems so already: ") + known.kind();
    return raw
        ? new Matrix(
            examples.file(),
            examples.rows(),
            examples.columns(),
            known.apply(examples.values(), examples.columns()))
        : examples;
  }

  private void requireLikeOthers(Path file, boolean raw) {
    if (like != null && raw != applied) {
      throw new InputException(
          file,
          "%s normalised already, and %s %s; say --normalizer or --no-normalizer",
          raw ? "is not" : "seems to be",
          like,
          raw ? "seems to be" : "is not");
    }
  }

  /** A row on the path to the examples, on their scale. */
  double[] ofRow(double[] row) {
    return normalizer == null || !applied ? row : normalizer.apply(row, row.length);
  }

  private static void requireWidth(SavedNormalizer known, Matrix examples) {
    if (examples.columns() % known.width() != 0) {
      throw new InputException(
          examples.file(),
          "has %d columns, the normaliser of the network %d; --no-normalizer leaves it out",
          examples.columns(),
          known.width());
    }
  }

  /** Demands that another network of the same run has the same normaliser. */
  void requireLike(ModelFile model) {
    SavedNormalizer known = normalizer;
    if (state.equals("refused")) {
      return;
    }
    SavedNormalizer other = model.normalizer();
    boolean same = known == null ? other == null : other != null && known.isLike(other);
    if (!same) {
      throw new InputException(
          model.path(),
          "has another normaliser than the checkpoints before; --no-normalizer leaves it out");
    }
  }

  /** For the parameters of an answer. */
  void describe(Map<String, Object> parameters) {
    parameters.put("normalizer", state);
  }

  /**
   * Whether there is one that may have to be applied, so that examples must be seen to decide.
   *
   * @return false where there is none, or it is refused
   */
  public boolean isOpen() {
    return normalizer != null;
  }

  /**
   * Whether it was applied to the examples that were seen.
   *
   * @return false before any
   */
  public boolean isApplied() {
    return applied;
  }

  /**
   * For people.
   *
   * @return a line with its end; empty where there is nothing to say
   */
  public String line() {
    SavedNormalizer known = normalizer;
    if (known == null || like == null) {
      return "";
    }
    String labels =
        known.labels() ? "; labels were normalised in training too, those here are classes" : "";
    return String.format(
        Locale.ROOT,
        applied
            ? "features normalised as in training, by the %s in the zip (--no-normalizer leaves it"
                + " out)%s%n"
            : "features seem to be normalised already, so the %s in the zip is not applied"
                + " (--normalizer applies it)%s%n",
        known.kind(),
        labels);
  }
}

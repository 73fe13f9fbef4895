// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import dev.infoscope.cli.table.TableForm.Choice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * How tables are read; mixed into every command that reads some. Whatever is read otherwise than as
 * plain numbers is told on standard error and in the parameters of the answer.
 */
public final class TableOptions {
  /** What tables are, for the descriptions of commands. */
  public static final String KINDS =
      "Tables are .npy or .npz (floats, integers or bool, of any size and order) or .csv (numbers,"
          + " comma; see --header and --index).";

  @Option(
      names = "--header",
      defaultValue = "auto",
      paramLabel = "yes|no|auto",
      converter = Converter.class,
      description =
          "Whether the first line of .csv tables holds names. auto: yes if it holds no number; a"
              + " line that counts 0,1,2,... holds names if all numbers below have a point, else it"
              + " is refused. Default ${DEFAULT-VALUE}.")
  private Choice header = Choice.AUTO;

  @Option(
      names = "--index",
      defaultValue = "auto",
      paramLabel = "yes|no|auto",
      converter = Converter.class,
      description =
          "Whether the first column of .csv tables holds row numbers or names. auto: yes if it has"
              + " no name in the header, as pandas and R write it; a column that counts the rows is"
              + " refused if no header says what it is, also in .npy and .npz tables unless no is"
              + " given. Default ${DEFAULT-VALUE}.")
  private Choice index = Choice.AUTO;

  @Option(
      names = "--positions",
      defaultValue = "mean",
      paramLabel = "mean|max|flatten|last",
      converter = PositionsConverter.class,
      description =
          "How arrays of more than two dimensions are read: one unit per channel, as the mean, the"
              + " largest or the last of its positions, or with flatten one unit per position."
              + " Default ${DEFAULT-VALUE}.")
  private Positions positions = Positions.MEAN;

  @Option(
      names = "--channels",
      defaultValue = "first",
      paramLabel = "first|last",
      converter = ChannelsConverter.class,
      description =
          "Where channels stand in such arrays: first, after the examples, as in PyTorch and DL4J,"
              + " or last, as in Keras. Default ${DEFAULT-VALUE}.")
  private String channels = "first";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private final Set<String> notes = new LinkedHashSet<>();
  private boolean counted;

  /** For the command line only. */
  public TableOptions() {}

  private TableForm form() {
    return new TableForm(header, index, positions, channels.equals("last"));
  }

  /**
   * Opens a table.
   *
   * @param file ends in {@code .npy}, {@code .npz} or {@code .csv}
   * @return the table, its content not checked yet
   * @throws InputException if it cannot be read, or can be read in two ways
   */
  public Table table(Path file) {
    return told(Table.of(file, form()));
  }

  /**
   * Opens a table of weights, of which no positions are averaged.
   *
   * @param file as in {@link #table}
   * @return the table, its content not checked yet
   * @throws InputException as {@link #table}
   */
  public WeightTable weights(Path file) {
    WeightTable weights = WeightTable.of(Table.of(file, form()));
    told(weights.table());
    return weights;
  }

  /**
   * Opens a table of a kind that was told of already, as that of the next epoch.
   *
   * @param file as in {@link #table}
   * @return the table, its content not checked yet
   * @throws InputException as {@link #table}
   */
  public Table again(Path file) {
    return Table.of(file, form());
  }

  /**
   * Has it told that a table is of another form than the one that was told of.
   *
   * @param table as that of the next epoch
   */
  public void tellUnlikeFirst(Table table) {
    String form = table.notes().isEmpty() ? "read as it stands" : String.join("; ", table.notes());
    notes.add(table.file() + ": unlike in the first epoch, " + form);
  }

  private Table told(Table table) {
    if (table instanceof CsvTable csv) {
      counted |= csv.shape().hasCountingHeader();
    }
    table.notes().forEach(note -> notes.add(table.file() + ": " + note));
    return table;
  }

  /**
   * Reads a whole table.
   *
   * @param file as in {@link #table}
   * @return its numbers
   * @throws InputException as {@link #table}, or if a value is none that is taken
   */
  public Matrix matrix(Path file) {
    return Matrix.of(table(file));
  }

  /**
   * Reads labels. Where a table before had column numbers for names, a column of whole numbers that
   * begins with 0 and has one row too many has 0 for its name, from the same writer.
   *
   * @param file as in {@link #table}
   * @param rows how many there should be, asked for only where it matters
   * @return the labels
   * @throws InputException as {@link #table}, or if they are no labels
   */
  public LabelColumn labels(Path file, LongSupplier rows) {
    Table table = table(file);
    LabelColumn column = LabelColumn.of(table);
    boolean named = counted && table instanceof CsvTable text && text.shape().mayBeginWithName();
    if (named && column.rows() == rows.getAsLong() + 1) {
      notes.add(file + ": line 1 (0) is one row too many and is read as the column's name");
      return LabelColumn.of(Table.of(file, form().withHeader()));
    }
    return column;
  }

  /**
   * Tells on standard error what was read otherwise than as plain numbers; called once all is read,
   * since a refusal is one line.
   */
  public void tell() {
    PrintWriter err = command.commandLine().getErr();
    notes.forEach(note -> err.println("infoscope: " + note.replaceAll("\\p{Cc}", "?")));
    err.flush();
  }

  /**
   * Tells, on standard error and in an answer.
   *
   * @param parameters of the answer; get what was told, if anything was
   */
  public void tell(Map<String, Object> parameters) {
    tell();
    if (!notes.isEmpty()) {
      parameters.put("tables", notes);
    }
  }

  /** Reads the name of a {@link Positions}. */
  static final class PositionsConverter implements ITypeConverter<Positions> {
    @Override
    public Positions convert(String word) {
      for (Positions each : Positions.values()) {
        if (each.toString().equals(word)) {
          return each;
        }
      }
      throw new TypeConversionException("'" + word + "' is not mean, max, flatten or last");
    }
  }

  /** Reads {@code first} or {@code last}. */
  static final class ChannelsConverter implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      if (!word.equals("first") && !word.equals("last")) {
        throw new TypeConversionException("'" + word + "' is not first or last");
      }
      return word;
    }
  }

  /** Reads {@code yes}, {@code no} or {@code auto}. */
  static final class Converter implements ITypeConverter<Choice> {
    @Override
    public Choice convert(String word) {
      for (Choice choice : Choice.values()) {
        if (choice.toString().equals(word)) {
          return choice;
        }
      }
      throw new TypeConversionException("'" + word + "' is not yes, no or auto");
    }
  }
}

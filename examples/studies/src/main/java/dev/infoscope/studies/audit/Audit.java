// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.estimate.AuditedErrors;
import dev.infoscope.numeric.Workers;
import dev.infoscope.studies.audit.AuditPlan.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every estimator on tasks whose information is known. */
@Command(
    name = "audit",
    description =
        "Reads tasks of known information with every estimator: bias, spread, error,"
            + " rates of flags. Goes on where it was stopped.",
    mixinStandardHelpOptions = true)
public final class Audit implements Callable<Integer> {
  private static final int SEEDS = 20;
  private static final int QUICK_SEEDS = 5;
  private static final long SEED = 25;

  @Option(
      names = "--out",
      required = true,
      description = "Folder for results.csv, audit.md and a figure per family.")
  private Path out = Path.of("");

  @Option(
      names = "--quick",
      description = "A third of the tasks, up to 2,000 rows, 5 seeds: some minutes.")
  private boolean quick;

  @Option(names = "--samples", description = "Of each task (default: 20, 5 with --quick).")
  private int samples;

  @Option(names = "--workers", description = "Threads (default: 2).")
  private int workers = 2;

  @Option(names = "--most-rows", description = "Leaves larger samples out.")
  private int mostRows = Integer.MAX_VALUE;

  @Option(names = "--only", description = "Only tasks whose name begins so.")
  private String only = "";

  @Option(
      names = "--by",
      description = "Only estimators whose name matches this regular expression.")
  private Pattern by = Pattern.compile(".*");

  @Option(
      names = "--report-only",
      description = "Only writes tables and figures again, of what results.csv has so far.")
  private boolean reportOnly;

  @Option(
      names = "--table",
      description = "Also writes the table by which readings get the flag beyond_audit.")
  private @Nullable Path table;

  @Override
  public Integer call() throws Exception {
    if (reportOnly) {
      AuditFile there = AuditFile.existing(out.resolve("results.csv"));
      report(there, there.settings());
      return 0;
    }
    Files.createDirectories(out);
    int count = samples > 0 ? samples : quick ? QUICK_SEEDS : SEEDS;
    AuditPlan whole = quick ? AuditPlan.quick(count) : AuditPlan.full(count);
    AuditPlan plan = whole.by(by).of(task -> task.name().startsWith(only), mostRows);
    List<Job> jobs = plan.jobs();
    String settings =
        String.format(
            Locale.ROOT,
            "rows %s, %d samples, nulls without dependence %d, from seed %d",
            plan.rows(),
            count,
            plan.silent(),
            SEED);
    AuditFile file = AuditFile.open(out.resolve("results.csv"), settings, jobs);
    run(plan, jobs.stream().filter(job -> !file.isDone(job)).toList(), file);
    report(file, settings);
    return 0;
  }

  private void report(AuditFile file, String settings) throws IOException {
    AuditReport.write(out, file.rows(), settings);
    if (table != null) {
      Files.write(table, AuditedErrors.lines(settings, ErrorTable.of(file.rows())));
    }
  }

  private void run(AuditPlan plan, List<Job> open, AuditFile file) {
    AuditProgress progress = new AuditProgress(plan, open);
    Workers.run(
        workers,
        open.size(),
        () ->
            at -> {
              Job job = open.get(at);
              List<AuditRow> rows = new AuditJob(plan, job, SEED).rows();
              try {
                file.add(job, rows);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              progress.done(job);
            });
    progress.end();
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.TrainingProgress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the trainings of a history apart. A session that goes on from a checkpoint belongs to the
 * training before it. One whose first report replaces all that is there of the run, by the rule of
 * {@link TrainingProgress}, has begun anew: it is a training of its own and gets a name of its own,
 * so that nothing of the earlier one is lost. Takes the reports in the order of the file. Not
 * thread-safe.
 */
public final class Trainings {
  private record Name(String run, String model) {
    static Name of(ReportEntry entry) {
      return new Name(entry.run(), entry.model());
    }

    Name numbered(int number) {
      return number == 1 ? this : new Name(run + " (" + number + ")", model);
    }
  }

  /** The newest training of a run. */
  private static final class Course {
    private Name name;
    private String session;
    private TrainingProgress first;

    Course(Name name, ReportEntry entry) {
      this.name = name;
      this.session = session(entry);
      this.first = entry.progress();
    }

    /** Takes a report; true if it begins a training. */
    boolean beginsAnew(ReportEntry entry) {
      boolean replacesAll = !entry.progress().isAfter(first);
      boolean anew = replacesAll && !session.equals(session(entry));
      session = session(entry);
      first = replacesAll ? entry.progress() : first;
      return anew;
    }

    private static String session(ReportEntry entry) {
      return entry.session() == null ? "" : entry.session(); // a file from elsewhere may lack it
    }
  }

  private final Map<Name, Course> courses = new HashMap<>();
  private final Set<Name> taken = new HashSet<>();

  /** Of a history of which nothing was read yet. */
  public Trainings() {}

  /**
   * Takes the next report of the file.
   *
   * @param entry as it stands there
   * @return the same, under the name of its training: that of the run for the first, and {@code
   *     moons (2)} and so on for those that began anew
   */
  public ReportEntry named(ReportEntry entry) {
    Name wanted = Name.of(entry);
    Course course = courses.get(wanted);
    if (course == null) {
      course = new Course(free(wanted), entry);
      courses.put(wanted, course);
    } else if (course.beginsAnew(entry)) {
      course.name = free(wanted);
    }
    return course.name.equals(wanted) ? entry : entry.withRun(course.name.run());
  }

  /**
   * The name of the training that a session belongs to.
   *
   * @param end of the session
   * @return the name; null if there is no report of the session
   */
  public @Nullable String nameOf(SessionEnd end) {
    Course course = courses.get(new Name(end.run(), end.model()));
    return course == null || !course.session.equals(end.session()) ? null : course.name.run();
  }

  private Name free(Name wanted) {
    int number = 1;
    while (!taken.add(wanted.numbered(number))) {
      number++;
    }
    return wanted.numbered(number);
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.RepeatableTraining;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.ReportSink;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;

/** Failures that fail themselves when somebody asks what they are. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MisbehavingExceptionTest {
  private static final DataSet DATA = Examples.flat(60, 1);
  private static final int EPOCHS = 4;

  /** What is thrown. */
  enum Broken {
    MESSAGE_THROWS {
      @Override
      Throwable failure() {
        return new Odd() {
          @Override
          public String getMessage() {
            throw new IllegalStateException("no message");
          }
        };
      }
    },
    MESSAGE_NEVER_ENDS {
      @Override
      Throwable failure() {
        return new Odd() {
          @Override
          public String getMessage() {
            while (true) {
              LockSupport.parkNanos(1_000_000);
            }
          }
        };
      }
    },
    TO_STRING_THROWS {
      @Override
      Throwable failure() {
        return new Odd() {
          @Override
          public String toString() {
            throw new StackOverflowError();
          }
        };
      }
    },
    CAUSE_THROWS {
      @Override
      Throwable failure() {
        return new Odd() {
          @Override
          public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
          }
        };
      }
    },
    CAUSES_WITHOUT_END {
      @Override
      Throwable failure() {
        return new Endless();
      }
    },
    CAUSES_IN_A_CIRCLE {
      @Override
      Throwable failure() {
        RuntimeException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        return first;
      }
    },
    TRACE_WITH_A_HOLE {
      @Override
      Throwable failure() {
        return new Odd() {
          @Override
          public StackTraceElement[] getStackTrace() {
            return new StackTraceElement[] {null};
          }
        };
      }
    },
    THREAD_DEATH {
      @Override
      Throwable failure() {
        return new ThreadDeath();
      }
    },
    STACK_OVERFLOW {
      @Override
      Throwable failure() {
        return new StackOverflowError();
      }
    },
    OUT_OF_MEMORY {
      @Override
      Throwable failure() {
        return new OutOfMemoryError("none left");
      }
    },
    INTERNAL {
      @Override
      Throwable failure() {
        return new InternalError("broken machine");
      }
    },
    LINKAGE {
      @Override
      Throwable failure() {
        return new NoClassDefFoundError("gone");
      }
    };

    abstract Throwable failure();
  }

  private static class Odd extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Endless extends Odd {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      return new Endless();
    }
  }

  private final Recorder recorder = new Recorder();

  private void train(InfoscopeBuilder builder) {
    try (Infoscope scope = builder.probe(DATA).sink(recorder).synchronous().build()) {
      RepeatableTraining.DROPOUT.train(EPOCHS, scope.listener());
    }
    assertThat(recorder.reports).hasSize(EPOCHS);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }

  @ParameterizedTest
  @EnumSource
  @Tried(value = "a measure throws what fails when it is logged", area = Area.FAILURES)
  void aMeasuresFailureIsCountedWhateverItIs(Broken broken) {
    train(
        Infoscope.builder()
            .measure(
                new Measure() {
                  @Override
                  public String name() {
                    return "bad";
                  }

                  @Override
                  public Findings measure(Snapshot snapshot) {
                    MisbehavingExceptionTest.<RuntimeException>sneak(broken.failure());
                    throw new AssertionError();
                  }
                }));
    assertThat(recorder.lastHealth().failures()).containsEntry("bad", 3L);
    assertThat(recorder.lastHealth().active()).containsEntry("bad", false);
  }

  @ParameterizedTest
  @EnumSource
  @Tried(value = "a sink throws what fails when it is logged", area = Area.FAILURES)
  void aSinksFailureIsCountedWhateverItIs(Broken broken) {
    train(
        Infoscope.builder()
            .sink(
                new ReportSink() {
                  @Override
                  public void publish(EpochReport report) {
                    MisbehavingExceptionTest.<RuntimeException>sneak(broken.failure());
                  }
                }));
    assertThat(recorder.lastHealth().failures()).containsEntry("sink:0", (long) EPOCHS);
  }
}

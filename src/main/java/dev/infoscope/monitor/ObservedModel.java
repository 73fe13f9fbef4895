// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.util.List;
import java.util.Map;

/** A network that can be examined beside its training. Used by the analysis thread alone. */
public interface ObservedModel {
  /**
   * Sees whether it can be examined at all.
   *
   * @throws Exception if not
   */
  void tryOut() throws Exception;

  /**
   * Takes over what was copied on the thread that trains. Short: that thread may wait meanwhile to
   * copy the next.
   */
  void receive();

  /**
   * Examines what was received last.
   *
   * @param moment when it was copied
   * @return what is seen, alive until {@link #clear}
   */
  Snapshot examine(Moment moment);

  /**
   * Layers that could not be examined so far.
   *
   * @return the reasons, by name
   */
  Map<String, String> skipped();

  /**
   * What is examined, for a person.
   *
   * @return as in {@code 2 layers (hidden, output) on 2000 probe rows}
   */
  String inWords();

  /**
   * What else a person should know when it begins, such as the memory it takes.
   *
   * @return phrases; none by default
   */
  default List<String> notes() {
    return List.of();
  }

  /** Frees what was seen. */
  void clear();
}

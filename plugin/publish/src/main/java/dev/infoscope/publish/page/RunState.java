// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.infoscope.publish.history.SessionEnd;
import java.io.IOException;

/**
 * What is known of the end of a run.
 *
 * @param live whether reports are still to come
 * @param finished whether it has ended on purpose
 * @param cut whether its file ends without a word on its end, as when the process was killed
 * @param unwatched why the network is not examined; empty if it is
 */
record RunState(boolean live, boolean finished, boolean cut, String unwatched) {
  static final RunState LIVE = new RunState(true, false, false, "");

  /** Of a file that does not say how its runs ended. */
  static final RunState RECORDED = new RunState(false, false, false, "");

  /** No more reports come. */
  RunState over() {
    return new RunState(false, finished, cut, unwatched);
  }

  /** It has ended on purpose, or not. */
  RunState finished(boolean now) {
    return new RunState(live, now, cut, unwatched);
  }

  /** There is another report; of a file, whose writer will say how it ended or not. */
  RunState reported(boolean endFollows) {
    return live ? this : new RunState(false, false, endFollows, "");
  }

  /** Its file says how it ended. */
  RunState ended(SessionEnd end) {
    return live ? this : new RunState(false, end.isFinished(), false, end.whyUnwatched());
  }

  /** It is not examined. */
  RunState unwatched(String why) {
    return new RunState(live, finished, cut, why);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeBooleanField("live", live);
    json.writeBooleanField("finished", finished);
    json.writeBooleanField("cut", cut);
    json.writeStringField("unwatched", unwatched);
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.report.EpochReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final long BYTES = 400_000;

  private final SampleRun sample = new SampleRun(6, 400);
  private final MemoryBudget budget = new MemoryBudget(BYTES);
  private final List<Channel> channels = new ArrayList<>();

  private Channel fill(int reports) {
    Channel channel = Channel.inMemory(BYTES, budget.largest());
    channels.add(channel);
    channel.begin(sample.run());
    for (int epoch = 1; epoch <= reports; epoch++) {
      add(channel, sample.full(epoch));
    }
    channel.end();
    return channel;
  }

  private void add(Channel channel, EpochReport report) {
    channel.add(report.entry());
    budget.fit(channels);
    assertThat(channels.stream().mapToLong(Channel::size).sum()).isLessThanOrEqualTo(BYTES);
  }

  @Test
  void manyRunsTogetherTakeNoMoreThanOne() {
    for (int i = 0; i < 12; i++) {
      fill(60);
    }
    assertThat(channels).allMatch(each -> frames(each, each.readerAfter("")) > 0);
  }

  @Test
  void oneRunMayTakeAllOfIt() {
    Channel only = fill(400);
    assertThat(only.size()).isBetween(BYTES / 2, BYTES);
  }

  @Test
  void aReportThatIsTooLargeSaysSo() {
    Channel tiny = Channel.inMemory(BYTES, 200);
    tiny.add(sample.report(1).entry());
    Channel.Reader reader = tiny.readerAfter("");
    tiny.next(reader);
    assertThat(tiny.next(reader).data()).contains("\"v\":[]", "the page has room for 200");
  }

  @Test
  void whoIsBehindFindsLessAndIsCutOffOnlyInTheMiddleOfWhatIsGone() {
    Channel channel = fill(5);
    Channel.Reader slow = channel.readerAfter("");
    channel.next(slow);
    Message first = channel.next(slow);
    assertThat(channel.keeps(first, slow)).isTrue();
    while (channel.thin()) {
      assertThat(channel.size()).isPositive();
    }
    assertThat(first.size() <= 16_384 || !channel.keeps(first, slow)).isTrue();
    assertThat(frames(channel, slow)).isZero();
  }

  private static int frames(Channel channel, Channel.Reader reader) {
    int frames = 0;
    for (Message next = channel.next(reader); next != null; next = channel.next(reader)) {
      frames += next.data().startsWith("{\"epoch\"") ? 1 : 0;
    }
    return frames;
  }
}

// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import dev.infoscope.discrete.Range;
import dev.infoscope.network.Layer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a layer for every image.
 *
 * @param layer with the reduction of its activations
 * @param units values of its activation
 * @param conductance how the conductance came about
 * @param paths values of its conductance; 0 where it has none, as behind the logits
 */
record SeenLayer(Layer layer, int units, String conductance, int paths) {
  /** One of the two signals. */
  enum Signal {
    /** Values of the units. */
    ACTIVATION,
    /** Conductances of the units. */
    CONDUCTANCE
  }

  int width(Signal signal) {
    return signal == Signal.ACTIVATION ? units : paths;
  }

  /** Bytes per image: both signals, and the completeness errors. */
  int bytes() {
    return Float.BYTES * (units + paths) + 2 * Double.BYTES;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(layer.index());
    out.writeUTF(layer.name());
    out.writeUTF(layer.kind());
    out.writeUTF(layer.reduction());
    Range range = layer.range();
    out.writeDouble(range == null ? Double.NaN : range.low());
    out.writeDouble(range == null ? Double.NaN : range.high());
    out.writeInt(units);
    out.writeUTF(conductance);
    out.writeInt(paths);
  }

  static SeenLayer read(DataInput in) throws IOException {
    int index = in.readInt();
    String name = in.readUTF();
    String kind = in.readUTF();
    String reduction = in.readUTF();
    double low = in.readDouble();
    double high = in.readDouble();
    @Nullable Range range = Double.isNaN(low) ? null : new Range(low, high);
    Layer layer = new Layer(index, name, kind, range, reduction);
    return new SeenLayer(layer, in.readInt(), in.readUTF(), in.readInt());
  }
}

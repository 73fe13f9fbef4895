// What every metric is, and when not to believe it: made of src/site/metrics.md by a test.

export const HELP = {
  "infoscope.ablation.area" : {
    "what" : "Mean accuracy on half of the probe set while the neurons of the layer are removed one after the other, from none to all; they were ranked on the other half.",
    "caveat" : "Most of it depends on the width, on the task and on what a removed neuron puts out instead (its mean, by default). Only the difference to random orders says something about the ranking."
  },
  "infoscope.ablation.area.difference" : {
    "what" : "Area less that of random orders. Above 0 for low first: neurons of which the quantity says little matter less than others. Below 0 for high first: those it says much of matter more.",
    "caveat" : "Between two trainings of the same network it moves by 0.02 to 0.05. Low first below 0 suggests that neurons which say little alone matter together; that is a hypothesis."
  },
  "infoscope.ablation.damage" : {
    "what" : "How many neurons it takes until the accuracy falls below 95 % of the intact one; one more than there are if it never does.",
    "caveat" : "On few examples the accuracy goes in steps, and the first step below counts."
  },
  "infoscope.ablation.distance" : {
    "what" : "The area difference in standard deviations of the areas of the random orders.",
    "caveat" : "The deviation of ten areas is itself known to a quarter only. It speaks of the choice of the order, not of another training nor of other examples."
  },
  "infoscope.ablation.epoch" : {
    "what" : "The epoch in which the ablation curves were taken last.",
    "caveat" : "It is no sign of progress; whatever else is named ablation is as old as this."
  },
  "infoscope.ablation.random.area" : {
    "what" : "The same area, mean of at least ten random orders.",
    "caveat" : "Ahigh one means that the layer is wide for its task, not that it is good."
  },
  "infoscope.analysis.duration" : {
    "what" : "Time one measure takes on one snapshot. Prometheus shows infoscope_analysis_duration_seconds_count, infoscope_analysis_duration_seconds_sum and infoscope_analysis_duration_seconds_max.",
    "caveat" : "It is wall time of a thread of low priority, so it grows when training keeps all cores busy. The maximum is that of the last few minutes only."
  },
  "infoscope.causal.block.connected" : {
    "what" : "Share of the block's pairs of input and output that have more information than chance gives, by the chi-squared test at a false-discovery rate of 5 %.",
    "caveat" : "As a count of connections: a pair too weak for the number of samples is left out, and with many samples nearly all pairs of a dense network are in."
  },
  "infoscope.causal.block.degeneracy" : {
    "what" : "D= S - EI of the same block.",
    "caveat" : "As the degeneracy of a single layer; it has the standard error of EI."
  },
  "infoscope.causal.block.effective.information" : {
    "what" : "EI of the same block by parts, all inputs set at random; sampled, corrected for bias, with a standard error in the report.",
    "caveat" : "When it is not large against its standard error. Without connection it is 0 but for chance, and may be below."
  },
  "infoscope.causal.block.sensitivity" : {
    "what" : "Sof a block of dense layers, from the inputs of the layer from to the outputs of layer: how many bits each input says about each output while all other inputs are held at 0, summed over pairs; from 64 points per bin. There only when blocks were asked for.",
    "caveat" : "As the sensitivity of a single layer."
  },
  "infoscope.causal.degeneracy" : {
    "what" : "D= S - EI: what inputs say alone and no longer say together.",
    "caveat" : "As a sign of trouble when it is negative: with coarse bins the other inputs act as dither and lift an edge over a bin edge that it does not reach alone. It inherits the uncertainties of both its parts."
  },
  "infoscope.causal.effective.information" : {
    "what" : "EI: how many bits the inputs say about the outputs when all are set at random. With kind=\"parts\" summed over single edges, all other inputs being noise; exact. With kind=\"joint\" of the input tuple about the output tuple; estimated, with a standard error in the report.",
    "caveat" : "By parts in wide layers: there it comes to about 0.72 bits per unit whatever the weights (infoscope_causal_wide_limit_share_ratio). The joint one is NaN where the outputs have too many patterns for the samples, and differs from values of the authors' program for more than about six inputs, because theirs turns into the entropy of the outputs. Neither is a score for pruning: in the authors' own test the size of a weight told more about its importance (R² 0.76 against 0.62)."
  },
  "infoscope.causal.integrated.information" : {
    "what" : "Phi = EI(joint) - EI(parts): what the layer as a whole says beyond its edges. There only when the joint information was asked for.",
    "caveat" : "Its sign close to 0, given the standard error of the joint information. It is negative where units repeat each other. Published values for layers of more than about six inputs are too high."
  },
  "infoscope.causal.sensitivity" : {
    "what" : "S: how many bits each input of a layer says about each output while all other inputs are held at exactly 0, summed over all edges. Exact for the bins it is read with.",
    "caveat" : "Across layers of different width, since it is a sum over edges; across activation functions, since 0 is the edge of a sigmoid's range and the middle of a tanh's. In wide layers it is often 0, because one input alone moves no output into another bin; more bins lift it."
  },
  "infoscope.causal.wide.limit.share" : {
    "what" : "Effective information by parts per unit, over 1 / (2 ln 2) = 0.72 bits, what any wide layer with fine bins comes to. A fall in a wide layer is saturation, or bins too coarse.",
    "caveat" : "In layers of few inputs, where it is just another way to write EI and may be any number."
  },
  "infoscope.conductance.completeness.error" : {
    "what" : "How far the conductances of a layer are from adding up to the change of the logit along the path, over that change: over all examples together (stat=\"mean\") and of the worst (stat=\"max\"). A mean above 0.01 puts the flag incomplete on the layer's readings with signal=\"conductance\"; more steps mend it. How conductance is computed: conductance.md.",
    "caveat" : "The worst example may be one whose logit hardly changes. Layers inside a residual block have none, since paths lead past them."
  },
  "infoscope.drift.change.epoch" : {
    "what" : "The epoch at which the last lasting fall began, by Page's cumulative sum: of I(X;T) by more than 5 % of its peak (compression), of I(T;Y) by more than 20 % (collapse), and by more than the noise. 0 while there was none; NaN, flag warming_up, before it can be judged. One fall is told once, however long it lasts.",
    "caveat" : "It is known only after the fall has gone that far, and one snapshot more; under noise the date can be some snapshots early. Compression of a saturated reading is that of the estimator."
  },
  "infoscope.drift.label.loss" : {
    "what" : "1- I(T;Y) / the highest I(T;Y) of the snapshots in the window, not below 0. Of the reading itself and not of what exceeds its null, which moves with compression.",
    "caveat" : "Asaturated reading cannot fall before the layer has lost a great deal."
  },
  "infoscope.drift.outside" : {
    "what" : "Snapshots in a row whose z-score lay beyond 6 on the same side. Alerts wait for the second.",
    "caveat" : "It goes back to 0 about ten snapshots after a change for good, because the new level is normal by then; the change is not undone."
  },
  "infoscope.drift.zscore" : {
    "what" : "(x - median) / max(1.4826 MAD, floor, 1 % of |median|), with median and median absolute deviation (MAD) of the up to 20 snapshots before. The floor is 0.02 bits for information, 0.5 bits for causal quantities, 1 neuron for dead neurons. Above 0 the reading rose. NaN, flag warming_up, before it can be judged.",
    "caveat" : "At a single snapshot; noise reaches far now and then. A steady slope reads about 1.4 however steep it is, and the turn of a phase a few."
  },
  "infoscope.failures" : {
    "what" : "Failures inside Infoscope, by measure or by the part that failed. Training went on each time; the log names the cause once per kind. sink: and a name is a sink that threw, missed its deadline (ten seconds a call, five for a push), or was so far behind that a report was dropped for it; analysis an analysis thread that was interrupted or has died, then with infoscope_measure_active 0 throughout, or that did not end when the run was closed; log a log that threw. A snapshot at a network in which a measure finds NaN or infinite weights or activations counts as a failure of that measure too; it stays on.",
    "caveat" : "No series means that nothing failed, or that nothing ran: look at the snapshots."
  },
  "infoscope.flagged" : {
    "what" : "How many readings of the layer carry the flag at the last snapshot. There from the first snapshot at which one does, and 0 when it is gone.",
    "caveat" : "Acount says nothing about which reading; the page and the history do."
  },
  "infoscope.flow" : {
    "what" : "Mean over all measured links from one layer (or input of the network) to one that it feeds, dead units included as 0.",
    "caveat" : "The mean of a wide layer is low because most pairs know nothing of each other. It says nothing of what units know together, and that a link is strong does not mean that the network uses it. Values of two estimators, or of different numbers of examples, are not comparable."
  },
  "infoscope.flow.alive.units" : {
    "what" : "Units of the layer, all of them, that are not constant on the sampled examples.",
    "caveat" : "Aunit that is silent there may answer to rarer inputs."
  },
  "infoscope.flow.dependent" : {
    "what" : "Share of the measured links that stand out from independence at a rate of false discoveries of 0.05 (Benjamini and Hochberg). NaN, flag undersampled, with fewer than five examples per degree of freedom, which are 245 for eight bins; flag no_null for nearest neighbours without shuffles.",
    "caveat" : "With many examples almost every link stands out, however weak."
  },
  "infoscope.flow.link" : {
    "what" : "The 16 strongest links between every two layers.",
    "caveat" : "Which links these are changes from epoch to epoch, so lines begin and end, and the strongest of many are too strong by selection. Two units that copy each other read whatever bins or examples allow: the true value is infinite."
  },
  "infoscope.flow.sampled" : {
    "what" : "Share of the links between two layers that was measured. Wide layers are cut down to a random choice of units, the same all through the run; of inputs those that never change are left out first.",
    "caveat" : "Always to be believed; it tells how much of the others to believe."
  },
  "infoscope.information.ceiling.share" : {
    "what" : "The reading as a share of the most the estimator could have read on this many examples. For quantity=\"input\" above 0.9 is a warning: the estimator can hardly resolve more. For quantity=\"label\" it is the aim of training, unless the null is high as well.",
    "caveat" : "Alow share proves nothing by itself; a crude estimator reads low on everything."
  },
  "infoscope.information.efficiency" : {
    "what" : "I(T;Y) / I(X;T), the information transformation efficiency: how much of what a layer keeps is about the label.",
    "caveat" : "When either part is saturated it is the quotient of two ceilings, the same for every layer. NaN when the layer keeps nothing. It can rise because I(X;T) falls, which is no gain by itself."
  },
  "infoscope.information.efficiency.peak" : {
    "what" : "Index of the layer with the largest information transformation efficiency, among those that are not saturated.",
    "caveat" : "When two layers are close, it jumps between them for no reason. NaN when all layers are saturated or keep nothing."
  },
  "infoscope.information.input" : {
    "what" : "I(X;T): how many bits the layer T keeps about which probe example X it sees, at the estimator's resolution. Falling means that examples crowd together in fewer patterns or closer than the noise.",
    "caveat" : "Near the ceiling, which is log2 of the number of probe examples: then it measures the probe set (infoscope_information_ceiling_share_ratio, infoscope_information_saturated). A network without noise loses no information in theory; what falls is information at a resolution, so another number of bins or another noise moves the level and can move the trend."
  },
  "infoscope.information.label" : {
    "what" : "I(T;Y): how many bits the layer T holds about the label Y. At most the entropy of the labels.",
    "caveat" : "When it does not stand out from infoscope_information_label_null_bits. With few examples and many patterns every pattern belongs to one label, and even random labels read high. It is no accuracy either: information may be there that the layers above cannot use."
  },
  "infoscope.information.label.null" : {
    "what" : "What the estimator of I(T;Y) reads on average when the labels are shuffled, so that there is nothing to read. The part of I(T;Y) up to here means nothing.",
    "caveat" : "It is the mean of a few shuffles (20 unless set otherwise), the same ones every epoch. NaN when shuffles are switched off."
  },
  "infoscope.information.saturated" : {
    "what" : "1when the reading says more about the estimator than about the layer, else 0. Then take more probe examples, fewer bins or more noise.",
    "caveat" : "0is no certificate. It speaks of resolution, not of bias, and knows nothing of values outside the bins."
  },
  "infoscope.measure.active" : {
    "what" : "1while a measure runs, 0 after it was switched off for failing three times in a row, or after the analysis has died.",
    "caveat" : "Ameasure that is on may still read NaN on every layer."
  },
  "infoscope.neuron.always.on" : {
    "what" : "Neurons whose code is never the lowest and never changes, though their value does: a rectifier that is above 0 on the whole probe set.",
    "caveat" : "They read 0 in all three quantities and can matter all the same, for the code cannot see how large they are. Never prune by this."
  },
  "infoscope.neuron.dead" : {
    "what" : "Neurons with the same value on the whole probe set. Put that value times their weights into the next layer's biases, and they can go.",
    "caveat" : "Aneuron that is silent on the probe set may answer to rarer inputs. With channels, the reduced value is looked at, not every position."
  },
  "infoscope.neuron.duplicate" : {
    "what" : "Neurons with the same values as a lower one on the whole probe set. Add their outgoing weights to those of the other, and they can go.",
    "caveat" : "Equal on the probe set may differ on rarer inputs. Values are compared bit by bit, so that those nearly equal do not count."
  },
  "infoscope.neuron.entropy" : {
    "what" : "H(T), entropy of the code of single neurons, as a distribution over the layer. By default the code is one bit: whether a sigmoid is above 0.5, anything else above 0.",
    "caveat" : "One bit cannot see magnitude: a rectifier that is always on reads 0 and may matter all the same. Do not compare layers."
  },
  "infoscope.neuron.label.information" : {
    "what" : "I(T;Y), what the code of single neurons says about the label, as a distribution over the layer. Neurons with little of it can often be removed before others of their layer, at least under rectifiers.",
    "caveat" : "Neurons that share a secret read 0 each and matter together, equal ones read high and all but one can go. The plug-in value is too high by about (classes - 1) / (2 N ln 2) bits for one bit. Do not compare layers."
  },
  "infoscope.neuron.selectivity" : {
    "what" : "KL selectivity: for each neuron the largest divergence of its code in one class from its code in all, as a distribution over the layer. At most log2 of one over the share of that class.",
    "caveat" : "It is a maximum over classes, so that chance alone reads 0.1 bit on 256 examples of ten classes, and 0.003 on 10,000. The flag not_above_null compares the best of the layer with permuted labels."
  },
  "infoscope.neuron.top.label.information" : {
    "what" : "The neurons that say most about the label, 16 by default.",
    "caveat" : "Which neurons these are changes from epoch to epoch, so lines begin and end; and the highest of many is too high by selection."
  },
  "infoscope.neuron.top.selectivity" : {
    "what" : "The neurons with the highest KL selectivity, 16 by default.",
    "caveat" : "Which neurons these are changes from epoch to epoch, so lines begin and end; and the highest of many is too high by selection."
  },
  "infoscope.overhead" : {
    "what" : "With thread=\"training\" the share of wall time taken from the training thread since the last snapshot, with thread=\"analysis\" the processor time of the analysis over the same time.",
    "caveat" : "What the analysis costs training through shared cores and caches is not in it."
  },
  "infoscope.relay.coverage" : {
    "what" : "1- f1 / N, f1 being the examples whose pattern of the neurons looked at occurs once: the share of the population whose pattern has been seen (Good and Turing).",
    "caveat" : "It is an estimate itself, for a probe set drawn like the data the network is meant for."
  },
  "infoscope.relay.information" : {
    "what" : "I_R = I(class; prediction) - I(class; prediction | bits of the neurons): how much of what the prediction says about the class the neurons account for. With scope=\"layer\" all classes at once (class=\"all\"), with scope=\"class\" one class against the rest.",
    "caveat" : "With low coverage. Where every example has a pattern of its own nothing is left unexplained, so that it reads I(class; prediction) whatever the layer does. It can be negative. NaN without predictions, with fewer than 50 examples, for a class that does not occur, and for a layer that is constant."
  },
  "infoscope.relay.module.size" : {
    "what" : "How many neurons are left when neurons are taken out one by one, each time the one that costs least, as long as 95 % of the class's relay information is kept.",
    "caveat" : "With low coverage, where the order is decided by chance; with ties, which are many in redundant layers. NaN when nothing is relayed."
  },
  "infoscope.relay.smearedness" : {
    "what" : "How much a neuron relays for classes beside the one it relays most for: sum less maximum over classes of aggregated relay information, each class divided by its largest; mean over neurons. From 0 to the number of classes less 1: a neuron that takes off more than it adds counts as 0, and a class whose largest loss is greater than its largest share is left out.",
    "caveat" : "With low coverage; and as a number to compare layers by, since aggregated relay information depends on the order of removal."
  },
  "infoscope.skipped" : {
    "what" : "Layers that could not be examined, in whole or for one measure. Page and history name them with the reason.",
    "caveat" : "Layers you left out with layers(...) are not counted."
  },
  "infoscope.snapshots" : {
    "what" : "Snapshots of the network taken since the run began.",
    "caveat" : "Taken is not analysed; subtract infoscope_snapshots_skipped_total."
  },
  "infoscope.snapshots.skipped" : {
    "what" : "Snapshots that were not analysed, by reason. busy: a newer one came before the analysis had time; budget: the analysis rested, to stay within its share of a processor; off: the instrument could not attach, or its analysis has ended; other-model: a model that this run does not observe called back; closed: the run was closed first. They leave gaps in the lines and are no fault of the run.",
    "caveat" : "Areason that never occurred has no series."
  },
  "infoscope.training.epoch" : {
    "what" : "How many epochs had ended when the network was last examined: 1 after the first, and 0 for looks within the first, as everyIterations takes them.",
    "caveat" : "It is behind the training loop by the time the analysis takes, and jumps when epochs were skipped."
  },
  "infoscope.training.interval" : {
    "what" : "Time between the last two snapshots of the network. There from the second snapshot on.",
    "caveat" : "It is an epoch only where every epoch is examined and none is skipped."
  },
  "infoscope.training.iteration" : {
    "what" : "Parameter updates up to the last snapshot.",
    "caveat" : "Under several workers it counts the updates of the model that was examined."
  },
  "infoscope.training.last.update" : {
    "what" : "Unix time of the last snapshot.",
    "caveat" : "It is the clock of the machine that trains."
  },
  "infoscope.training.planned.epochs" : {
    "what" : "How many epochs the run is meant to have. There only when it was said.",
    "caveat" : "Early stopping ends a run before."
  },
  "infoscope.training.score" : {
    "what" : "The loss of the last minibatch before the snapshot, regularisation included.",
    "caveat" : "It is one minibatch, so single values jump; look at the trend, and never choose the best run by its lowest point."
  }
};

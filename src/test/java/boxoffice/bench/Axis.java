package boxoffice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * Where a value lies on a scale, and at which round numbers it is marked.
 *
 * @param label what it counts, with the unit
 * @param ticks rising; the first and the last are the ends of the scale
 */
record Axis(String label, List<Double> ticks, DoubleUnaryOperator scale) {
  private static final int MOST_TICKS = 6;

  /** Each about twice the one before, in every power of ten. */
  private static final double[] ROUND = {1, 2, 5};

  /** From zero to a round number that is not below the highest. */
  static Axis linear(String label, DoubleStream values) {
    double highest = values.filter(Double::isFinite).max().orElse(0);
    double step = highest > 0 ? roundUp(highest / MOST_TICKS) : 1;
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i < 2 || (i - 1) * step < highest; i++) {
      ticks.add(i * step);
    }
    return new Axis(label, List.copyOf(ticks), value -> value);
  }

  /** Each doubling takes the same room; what is not above zero lies at the lower end. */
  static Axis logarithmic(String label, DoubleStream values) {
    var range = values.filter(value -> Double.isFinite(value) && value > 0).summaryStatistics();
    double lowest = range.getCount() == 0 ? 1 : range.getMin();
    double highest = range.getCount() == 0 ? 10 : range.getMax();
    List<Double> ticks = new ArrayList<>();
    for (int power = exponent(lowest); ticks.size() < 2 || ticks.getLast() < highest; power++) {
      for (double digit : ROUND) {
        double tick = digit * Math.pow(10, power);
        if (!ticks.isEmpty() && tick <= lowest) {
          ticks.clear();
        }
        if (ticks.size() < 2 || ticks.getLast() < highest) {
          ticks.add(tick);
        }
      }
    }
    double low = ticks.getFirst();
    return new Axis(label, List.copyOf(ticks), value -> Math.log(Math.max(value, low)));
  }

  /** From 0 at the first tick to 1 at the last. */
  double of(double value) {
    double low = scale.applyAsDouble(ticks.getFirst());
    double high = scale.applyAsDouble(ticks.getLast());
    return (scale.applyAsDouble(value) - low) / (high - low);
  }

  private static double roundUp(double value) {
    double power = Math.pow(10, exponent(value));
    for (double digit : ROUND) {
      if (value <= digit * power) {
        return digit * power;
      }
    }
    return 10 * power;
  }

  private static int exponent(double value) {
    return (int) Math.floor(Math.log10(value));
  }
}

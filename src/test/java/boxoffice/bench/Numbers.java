package boxoffice.bench;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as readers of any country read them: 12,345.6. */
final class Numbers {
  private Numbers() {}

  /** With about three digits that matter. */
  static String measured(double value) {
    double size = Math.abs(value);
    int decimals = size >= 99.95 || size == 0 ? 0 : size >= 9.995 ? 1 : size >= 0.0995 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  static String measured(OptionalDouble value) {
    return value.isPresent() ? measured(value.getAsDouble()) : "–";
  }

  /** The median, and how far the rounds lie apart if there are several. */
  static String measured(PerRound each, String unit) {
    String median = measured(each.median()) + unit;
    return each.rounds() < 2
        ? median
        : "%s (%s to %s)".formatted(median, measured(each.lowest()), measured(each.highest()));
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A round number, with no more digits than it has. */
  static String exact(double value) {
    var format = new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return format.format(value);
  }
}

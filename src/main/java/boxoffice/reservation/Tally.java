package boxoffice.reservation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/** How often each kind has come up since the start. */
public final class Tally<K extends Enum<K>> {
  private final Map<K, LongAdder> counts;
  private final LongAdder unavailable = new LongAdder();

  public Tally(Class<K> kinds) {
    counts = new EnumMap<>(kinds);
    for (K kind : kinds.getEnumConstants()) {
      counts.put(kind, new LongAdder());
    }
  }

  public void count(K kind) {
    counter(kind).increment();
  }

  /** Counts how this comes out, also where nobody knows. */
  <T> T counted(Supplier<T> work, Function<T, K> kind) {
    try {
      T outcome = work.get();
      count(kind.apply(outcome));
      return outcome;
    } catch (UnavailableException e) {
      unavailable.increment();
      throw e;
    }
  }

  public Set<K> kinds() {
    return Collections.unmodifiableSet(counts.keySet());
  }

  public long of(K kind) {
    return counter(kind).sum();
  }

  private LongAdder counter(K kind) {
    return Objects.requireNonNull(counts.get(kind));
  }

  /** How often the outcome was an {@link UnavailableException}. */
  public long unavailable() {
    return unavailable.sum();
  }
}

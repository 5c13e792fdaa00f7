package boxoffice.reservation;

import java.util.function.LongFunction;

/** What became of a request to create something under a key. */
public sealed interface CreateOutcome<T> {
  /** It is there, by this request or by one before that was the same. */
  record Created<T>(T created, boolean before) implements CreateOutcome<T> {}

  /** The key stands for something else. */
  record KeyReused<T>() implements CreateOutcome<T> {}

  /** The same request is being carried out right now. */
  record KeyInUse<T>() implements CreateOutcome<T> {}

  /** The same, of whatever has the id that was created. */
  static <T> CreateOutcome<T> of(CreateOutcome<Long> outcome, LongFunction<T> withId) {
    return switch (outcome) {
      case Created<Long>(Long id, boolean before) -> new Created<>(withId.apply(id), before);
      case KeyReused<Long>() -> new KeyReused<>();
      case KeyInUse<Long>() -> new KeyInUse<>();
    };
  }

  default Kind kind() {
    return switch (this) {
      case Created<T>(T _, boolean before) -> before ? Kind.REPEATED : Kind.CREATED;
      case KeyReused<T>() -> Kind.KEY_REUSED;
      case KeyInUse<T>() -> Kind.KEY_IN_USE;
    };
  }

  /** The outcomes that there are. */
  enum Kind {
    CREATED,
    REPEATED,
    KEY_REUSED,
    KEY_IN_USE
  }
}

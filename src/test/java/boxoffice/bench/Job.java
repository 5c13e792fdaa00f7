package boxoffice.bench;

/**
 * What a load asks for, and how fast.
 *
 * <p>The request of number {@code n} goes to event {@code firstEvent + n % events} for user {@code
 * firstUser + n / events}; where the users run out, it goes on with the next events and the first
 * user. So no user asks twice for the same event.
 *
 * @param seconds that are measured
 * @param warmUpSeconds before them, of which only the successes are counted
 * @param requests after which a closed loop ends early; 0 for no such bound
 * @param rate requests a second of an open loop; 0 for a closed one
 */
record Job(
    Asking asking,
    int port,
    int connections,
    double seconds,
    double warmUpSeconds,
    long requests,
    double rate,
    long firstEvent,
    int events,
    long firstUser,
    int users) {
  private static final int CONNECTIONS = 64;

  /** What is asked for, and which answer is meant. */
  enum Asking {
    RESERVE("reserve.lua"),
    /** Each user shows a token of theirs, from the {@link TokenFile}. */
    RESERVE_WITH_TOKENS("reserve-with-tokens.lua"),
    SOLD_OUT("reserve.lua"),
    FIND_EVENT("find.lua"),
    /** Whoever has a reservation cancels it, else reserves: half of each. */
    RESERVE_AND_CANCEL("mixed.lua");

    private final String script;

    Asking(String script) {
      this.script = script;
    }

    /** What wrk runs for it. */
    String script() {
      return script;
    }

    /** Whether an answer with this status is the one that is meant. */
    boolean wants(int status) {
      return this == SOLD_OUT ? status == 400 : status < 300;
    }
  }

  /** A closed loop of all users on one event. */
  static Job closed(Asking asking, int port, double seconds, long event, int users) {
    return new Job(asking, port, CONNECTIONS, seconds, 0, 0, 0, event, 1, 1, users);
  }

  Job warmedUpFor(double before) {
    return new Job(
        asking,
        port,
        connections,
        seconds,
        before,
        requests,
        rate,
        firstEvent,
        events,
        firstUser,
        users);
  }

  Job atRate(double perSecond) {
    return new Job(
        asking,
        port,
        connections,
        seconds,
        warmUpSeconds,
        requests,
        perSecond,
        firstEvent,
        events,
        firstUser,
        users);
  }

  /** Over so many connections. */
  Job through(int count) {
    return new Job(
        asking,
        port,
        count,
        seconds,
        warmUpSeconds,
        requests,
        rate,
        firstEvent,
        events,
        firstUser,
        users);
  }

  /** Ends after so many requests. */
  Job upTo(long bound) {
    return new Job(
        asking,
        port,
        connections,
        seconds,
        warmUpSeconds,
        bound,
        rate,
        firstEvent,
        events,
        firstUser,
        users);
  }

  /** From this event on. */
  Job on(long event) {
    return new Job(
        asking,
        port,
        connections,
        seconds,
        warmUpSeconds,
        requests,
        rate,
        event,
        events,
        firstUser,
        users);
  }

  /** Spread over so many events. */
  Job over(int spread) {
    return new Job(
        asking,
        port,
        connections,
        seconds,
        warmUpSeconds,
        requests,
        rate,
        firstEvent,
        spread,
        firstUser,
        users);
  }

  /** By these users and no others. */
  Job by(long first, int count) {
    return new Job(
        asking,
        port,
        connections,
        seconds,
        warmUpSeconds,
        requests,
        rate,
        firstEvent,
        events,
        first,
        count);
  }

  long event(long number) {
    return firstEvent + number / ((long) events * users) * events + number % events;
  }

  long user(long number) {
    return firstUser + number / events % users;
  }
}

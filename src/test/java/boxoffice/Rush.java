package boxoffice;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Many different buyers who want a ticket of one event at once, and what each of them was told. */
final class Rush implements AutoCloseable {
  private static final int AT_ONCE = 64;
  private static final Pattern ID = Pattern.compile("\"reservationId\":(\\d+)");

  private final JarProcess jar;
  private final Duration pause;
  private final long eventId;
  private final AtomicLong nextUser;
  private final long lastUser;
  private final ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger sold = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final Map<Long, Long> reservationOfUser = new ConcurrentHashMap<>();
  private final Map<Long, String> others = new ConcurrentHashMap<>();

  /** Begins at once; buyers are the users of these ids. */
  Rush(JarProcess jar, long eventId, long firstUser, long lastUser) {
    this(jar, eventId, firstUser, lastUser, AT_ONCE, Duration.ZERO);
  }

  /** So many queues, in each of which the next buyer comes this long after the last. */
  Rush(JarProcess jar, long eventId, long firstUser, long lastUser, int queues, Duration pause) {
    this.jar = jar;
    this.eventId = eventId;
    this.nextUser = new AtomicLong(firstUser);
    this.lastUser = lastUser;
    this.pause = pause;
    IntStream.range(0, queues).forEach(_ -> buyers.execute(this::buy));
  }

  private void buy() {
    for (long user = nextUser.getAndIncrement();
        user <= lastUser;
        user = nextUser.getAndIncrement()) {
      try {
        var answer = jar.reserve(eventId, user);
        Matcher id = ID.matcher(answer.body());
        if (answer.statusCode() == 201 && id.find()) {
          reservationOfUser.put(user, Long.parseLong(id.group(1)));
          sold.incrementAndGet();
        } else if (answer.statusCode() == 400 && answer.body().contains("SOLD_OUT")) {
          refused.incrementAndGet();
        } else {
          others.put(user, answer.statusCode() + " " + answer.body());
        }
      } catch (RuntimeException e) {
        others.put(user, e.toString());
        return; // the service is gone, and so are those who had not asked yet
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  int sold() {
    return sold.get();
  }

  int soldOut() {
    return refused.get();
  }

  /** The reservation that each buyer was told with a 201. */
  Map<Long, Long> reservationOfUser() {
    return reservationOfUser;
  }

  /** What was neither a 201 nor sold out; of these buyers nobody knows whether they have one. */
  Map<Long, String> others() {
    return others;
  }

  /** Who has not asked yet does not ask any more. */
  void leave() {
    nextUser.set(lastUser + 1);
  }

  /** Waits for the last answer. */
  @Override
  public void close() {
    buyers.close();
  }
}

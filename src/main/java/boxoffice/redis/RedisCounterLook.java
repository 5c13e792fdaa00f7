package boxoffice.redis;

import boxoffice.reservation.CountedEvent;
import boxoffice.reservation.CountedEvent.OnSale;
import boxoffice.reservation.CounterLook;
import boxoffice.reservation.Partition;
import boxoffice.reservation.Reservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks audit.lua, while rows in PostgreSQL are locked: hence not for long. */
final class RedisCounterLook implements CounterLook {
  private static final Script AUDIT = Script.ofList("audit.lua");
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final RedisLink link;
  private final Epochs epochs;

  RedisCounterLook(RedisLink link, Epochs epochs) {
    this.link = link;
    this.epochs = epochs;
  }

  @Override
  public List<CountedEvent> look(List<Long> eventIds, int unsavedLimit) {
    int partition = Partition.ofEvent(eventIds.getFirst());
    List<String> arguments = new ArrayList<>(2 + eventIds.size());
    arguments.add(epochs.require(partition));
    arguments.add(Integer.toString(unsavedLimit));
    eventIds.forEach(eventId -> arguments.add(Long.toString(eventId)));
    String[] keys = {Keys.verified(partition), Keys.unsaved(partition)};
    List<Object> answers =
        RedisSession.await(
            AUDIT.run(link.bulk(), keys, arguments.toArray(String[]::new)), PATIENCE);
    if (answers.getFirst().equals("UNVERIFIED")) {
      epochs.doubt(partition);
      link.doubt();
      throw Epochs.unverified();
    }
    return answers.stream().map(answer -> counted((List<?>) answer)).toList();
  }

  private static CountedEvent counted(List<?> words) {
    List<?> changes = (List<?>) words.get(3);
    List<?> onSale = (List<?>) words.get(4);
    return new CountedEvent(
        Long.parseLong((String) words.get(0)),
        (Long) words.get(1),
        words.get(2).equals("ALL") ? Optional.of(changes(changes)) : Optional.empty(),
        onSale.isEmpty() ? Optional.empty() : Optional.of(onSale(onSale)));
  }

  private static List<Reservation> changes(List<?> words) {
    List<Reservation> changes = new ArrayList<>(words.size() / 2);
    for (int i = 0; i < words.size(); i += 2) {
      changes.add(ChangeFormat.read((String) words.get(i), (String) words.get(i + 1)));
    }
    return changes;
  }

  private static OnSale onSale(List<?> words) {
    return new OnSale(
        (String) words.get(0),
        Integer.parseInt((String) words.get(1)),
        Long.parseLong((String) words.get(2)),
        (Long) words.get(3));
  }
}

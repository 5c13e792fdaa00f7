package boxoffice.lab;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happened in the lab, in words. The oldest is forgotten where it grows too long. */
final class Diary {
  private static final Logger log = LoggerFactory.getLogger(Diary.class);
  private static final int NOTES = 100;

  private final Clock clock;
  private final Deque<Note> notes = new ArrayDeque<>();

  Diary(Clock clock) {
    this.clock = clock;
  }

  synchronized void note(String words) {
    log.info("lab: {}", words);
    notes.addLast(new Note(clock.instant(), words));
    if (notes.size() > NOTES) {
      notes.removeFirst();
    }
  }

  /** Oldest first. */
  synchronized List<Note> notes() {
    return List.copyOf(notes);
  }
}

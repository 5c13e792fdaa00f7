package boxoffice.http;

import boxoffice.reservation.AuditTotals;
import boxoffice.reservation.AuditedEvent;
import boxoffice.reservation.EventLook;
import boxoffice.reservation.EventLook.Unsaved;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of the audit; what is not known is null. */
record AuditBody(List<EventBody> events, AuditTotals sinceStart) {
  static AuditBody of(List<AuditedEvent> events, AuditTotals totals) {
    return new AuditBody(events.stream().map(EventBody::of).toList(), totals);
  }

  /**
   * One event. Unless something is {@code null}, and as long as it is balanced, {@code totalTickets
   * = availableTickets + confirmed + unsavedReservations - unsavedCancels}.
   */
  record EventBody(
      long eventId,
      String eventName,
      int totalTickets,
      @Nullable Long availableTickets,
      long confirmed,
      @Nullable Integer unsavedReservations,
      @Nullable Integer unsavedCancels,
      long failedWrites,
      @Nullable Boolean balanced,
      @Nullable String finding) {
    static EventBody of(AuditedEvent audited) {
      EventLook look = audited.look();
      return new EventBody(
          look.event().id(),
          look.event().name(),
          look.event().totalTickets(),
          look.available().orElse(null),
          look.confirmed(),
          look.unsaved().map(Unsaved::reservations).orElse(null),
          look.unsaved().map(Unsaved::cancels).orElse(null),
          look.failedWrites(),
          audited.isBalanced().orElse(null),
          audited.finding().orElse(null));
    }
  }
}

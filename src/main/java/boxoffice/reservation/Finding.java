package boxoffice.reservation;

import boxoffice.reservation.CountedEvent.OnSale;
import java.util.List;
import java.util.stream.Stream;

/** What may be wrong with an event. */
public enum Finding {
  /**
   * Somebody wrote into Redis. A counter that is {@linkplain EventLook#isBehind behind} or
   * {@linkplain EventLook#isAhead ahead} is not wrong: a change of the event is under way, or was
   * broken off.
   */
  TOTAL {
    @Override
    boolean isIn(EventLook look) {
      return look.onSale().filter(sold -> isAnother(look.event(), sold)).isPresent();
    }

    private boolean isAnother(StoredEvent event, OnSale sold) {
      return sold.version() == event.version()
          && (sold.totalTickets() != event.totalTickets() || !sold.name().equals(event.name()));
    }

    @Override
    String describe(EventLook look) {
      OnSale sold = look.onSale().orElseThrow();
      return "Redis sells %d tickets of \"%s\" (version %d), PostgreSQL has %d of \"%s\" (%d)"
          .formatted(
              sold.totalTickets(),
              sold.name(),
              sold.version(),
              look.event().totalTickets(),
              look.event().name(),
              look.event().version());
    }
  },

  HOLDERS {
    @Override
    boolean isIn(EventLook look) {
      return look.booked().filter(booked -> !look.held().equals(look.booked())).isPresent();
    }

    @Override
    String describe(EventLook look) {
      return "Redis has %d tickets held, the books have %d"
          .formatted(look.held().orElseThrow(), look.booked().orElseThrow());
    }
  },

  /** Somebody lowered the total by hand, or wrote reservations by hand. */
  OVERSOLD {
    @Override
    boolean isIn(EventLook look) {
      return look.available().filter(available -> available < 0).isPresent();
    }

    @Override
    String describe(EventLook look) {
      return "%d more tickets are held than there are".formatted(-look.available().orElseThrow());
    }
  },

  /** Somebody wrote into PostgreSQL by hand. */
  AVAILABLE_TICKETS {
    @Override
    boolean isIn(EventLook look) {
      return look.availableTickets() != look.rightAvailableTickets();
    }

    @Override
    String describe(EventLook look) {
      return "available_tickets is %d instead of %d"
          .formatted(look.availableTickets(), look.rightAvailableTickets());
    }
  };

  abstract boolean isIn(EventLook look);

  /** In words, without a full stop. */
  abstract String describe(EventLook look);

  static List<Finding> in(EventLook look) {
    return Stream.of(values()).filter(finding -> finding.isIn(look)).toList();
  }
}

package boxoffice.reservation;

/** A reservation with the name of its event, as buyers read it. */
public record NamedReservation(Reservation reservation, String eventName) {}

package boxoffice.lab;

import boxoffice.reservation.EventService;
import boxoffice.reservation.SavedReservations;
import boxoffice.reservation.UserStore;
import java.net.URI;
import java.util.function.Supplier;

/**
 * What a rush is held on.
 *
 * @param saved the rows that are counted at the end
 * @param service where the service is asked, once it listens
 */
public record Stage(
    EventService events, UserStore users, SavedReservations saved, Supplier<URI> service) {}

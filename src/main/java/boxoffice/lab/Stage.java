package boxoffice.lab;

import boxoffice.auth.OwnCredential;
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
 * @param credential by which it lets its buyers be whom they say
 */
public record Stage(
    EventService events,
    UserStore users,
    SavedReservations saved,
    Supplier<URI> service,
    OwnCredential credential) {}

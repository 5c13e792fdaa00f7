package boxoffice.http;

import boxoffice.reservation.Audit;
import io.javalin.http.Context;

/** Shows operators whether the books balance. */
final class AuditHandlers {
  private final Audit audit;

  AuditHandlers(Audit audit) {
    this.audit = audit;
  }

  Answer audit(Context ctx, byte[] body) {
    return Answer.ok(AuditBody.of(audit.audit(Paging.of(ctx)), audit.totals()));
  }
}

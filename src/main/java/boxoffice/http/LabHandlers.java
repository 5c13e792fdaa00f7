package boxoffice.http;

import boxoffice.lab.Fault;
import boxoffice.lab.Lab;
import boxoffice.lab.Permission;
import boxoffice.lab.RushPlan;
import io.javalin.http.Context;
import java.util.Map;

/** What learners do in the lab. */
final class LabHandlers {
  private final Lab lab;

  LabHandlers(Lab lab) {
    this.lab = lab;
  }

  Answer state(Context ctx, byte[] body) {
    return Answer.ok(LabBody.of(lab.state()));
  }

  Answer hold(Context ctx, byte[] body) {
    Members members = Members.of(body);
    var plan =
        new RushPlan(
            members.count("buyers", RushPlan.MAX_BUYERS),
            members.count("tickets", RushPlan.MAX_TICKETS),
            members.count("seconds", RushPlan.MAX_SECONDS));
    return answer(lab.hold(plan));
  }

  Answer breakServer(Context ctx, byte[] body) {
    Members members = Members.of(body);
    Fault fault = members.oneOf("fault", Fault.class);
    int seconds = fault.lasts() ? members.count("seconds", Fault.MAX_SECONDS) : 0;
    return answer(lab.breakServer(fault, seconds));
  }

  /** What was granted has begun and goes on by itself. */
  private Answer answer(Permission permission) {
    return switch (permission) {
      case GRANTED -> new Answer.Success(202, Map.of(), LabBody.of(lab.state()));
      case LAB_OFF -> Failure.LAB_OFF;
      case RUSH_RUNNING -> Failure.RUSH_RUNNING;
      case FAULT_RUNNING -> Failure.FAULT_RUNNING;
      case NOT_EMBEDDED -> Failure.NOT_EMBEDDED;
    };
  }
}

package boxoffice.http;

import boxoffice.limit.LimitSettings;
import io.javalin.http.Context;
import java.util.Set;

/**
 * What a request passes before anything is done for it: how much its address may ask for, who asks
 * and whether they may, and how much they may.
 */
public record Entrance(Gate gate, Limits limits) {
  /** Lets everybody in, as often as they like. */
  static Entrance open() {
    return new Entrance(Gate.open(Set.of()), new Limits(LimitSettings.NONE));
  }

  /**
   * @throws Refusal if the request is not to be carried out
   */
  void admit(Context ctx, Access access) {
    limits.takeOfAddress(ctx.req(), ctx.res());
    Caller caller = gate.admit(ctx.req(), access);
    limits.takeOfUser(caller, ctx.res());
    caller.mark(ctx.req());
  }

  /** The same, however often it is asked. */
  void admitAlways(Context ctx, Access access) {
    gate.admit(ctx.req(), access).mark(ctx.req());
  }
}

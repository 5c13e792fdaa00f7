package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestWorld;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key under which a load gathers an event's holders. */
class HolderUploadTest {
  private static final String KEY = Keys.gathered(1, 17, "token");

  private TestWorld world;
  private RedisClient client;
  private RedisSession session;

  @BeforeEach
  void open() {
    world = TestWorld.fresh();
    client = RedisClient.create();
    RedisURI uri = RedisURI.create(world.environment().get("REDIS_URL"));
    session = RedisSession.open(client, uri, Duration.ofSeconds(5));
  }

  @AfterEach
  void end() {
    session.close();
    client.shutdown();
    world.close();
  }

  @Test
  void aLoadThatDiesLeavesAKeyThatLapses() {
    var upload = new HolderUpload(session, KEY);

    for (long user = 1; user <= 1_500; user++) {
      upload.add(user, user * 16 + 1, Optional.empty());
    }

    assertEquals(1_000, world.redis().hlen(KEY), "as far as it came");
    assertTrue(world.redis().ttl(KEY) > 0);
  }

  @Test
  void everyHolderIsCountedOnce() {
    var upload = new HolderUpload(session, KEY);

    for (long user = 1; user <= 2_500; user++) {
      upload.add(user, user * 16 + 1, Optional.empty());
    }
    upload.add(1, 33, Optional.empty());
    upload.finish();

    assertEquals(2_500, upload.count());
    assertEquals(2_500, world.redis().hlen(KEY));
  }

  @Test
  void anEventWithoutHoldersLeavesNoKey() {
    var upload = new HolderUpload(session, KEY);

    upload.finish();

    assertEquals(0, upload.count());
    assertEquals(0, world.redis().exists(KEY));
  }
}

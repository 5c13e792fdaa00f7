package boxoffice.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
  @TempDir(factory = BelowTarget.class)
  static Path directory;

  @AfterEach
  void noProcessIsLeft() throws IOException {
    assertEquals(List.of(), new OwnProcesses(directory.toRealPath()).alive());
  }

  @Test
  void dataSurvivesCloseAndStart() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(directory)) {
      Clients.redis(redis, commands -> commands.set("close", "kept"));
    }
    try (EmbeddedRedis redis = EmbeddedRedis.start(directory)) {
      assertEquals("kept", Clients.redis(redis, commands -> commands.get("close")));
    }
  }

  @Test
  void dataSurvivesKillNineAndThePortStays() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(directory)) {
      String url = redis.url();
      Clients.redis(redis, commands -> commands.set("kill", "kept"));
      redis.kill();
      redis.start();
      assertEquals(url, redis.url());
      assertEquals("kept", Clients.redis(redis, commands -> commands.get("kill")));
    }
  }

  @Test
  void aLogCutOffInTheMiddleOfAWriteIsNoObstacle() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start(directory)) {
      Clients.redis(redis, commands -> commands.set("cut", "kept"));
      redis.kill();
      Files.writeString(
          directory.resolve("redis/data/appendonly.aof"),
          "*3\r\n$3\r\nSET\r\n$3\r\ncu",
          StandardOpenOption.APPEND);
      redis.start();
      assertEquals("kept", Clients.redis(redis, commands -> commands.get("cut")));
    }
  }

  @Test
  void itsSettingsAreDurableAndItListensOnLoopbackOnly() throws IOException {
    Map<String, String> wanted =
        Map.of(
            "appendonly", "yes",
            "appendfsync", "always",
            "maxmemory-policy", "noeviction",
            "save", "",
            "bind", "127.0.0.1",
            "dir", directory.toRealPath().resolve("redis/data").toString());
    try (EmbeddedRedis redis = EmbeddedRedis.start(directory)) {
      for (Map.Entry<String, String> setting : wanted.entrySet()) {
        String name = setting.getKey();
        assertEquals(
            setting.getValue(),
            Clients.redis(redis, commands -> commands.configGet(name)).get(name),
            name);
      }
    }
  }

  @Test
  void aProbeWithAnotherPasswordDoesNotTakeItForItsOwn() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(directory)) {
      assertFalse(new RedisProbe(redis.port(), "guess").isReady());
    }
  }

  @Test
  void aPortTakenInTheMeantimeIsSaidInOneSentence() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start(directory)) {
      redis.stop();
      try (ServerSocket other =
          new ServerSocket(redis.port(), 1, InetAddress.getLoopbackAddress())) {
        String message = assertThrows(EmbeddedServerException.class, redis::start).getMessage();
        assertTrue(message.contains("took port " + other.getLocalPort()), message);
      }
      redis.start();
      assertTrue(Clients.redis(redis, commands -> commands.ping()).equals("PONG"));
    }
  }

  @Test
  void aBrokenLogIsSaidInOneSentence() throws IOException {
    EmbeddedRedis.start(directory).close();
    Path appendOnly = directory.resolve("redis/data/appendonly.aof");
    byte[] written = Files.readAllBytes(appendOnly);
    Files.writeString(appendOnly, "not a log of Redis, and longer than a cut-off write\r\n");
    try {
      String message =
          assertThrows(EmbeddedServerException.class, () -> EmbeddedRedis.start(directory))
              .getMessage();
      assertTrue(message.contains("read server.log there"), message);
    } finally {
      Files.write(appendOnly, written);
    }
  }
}

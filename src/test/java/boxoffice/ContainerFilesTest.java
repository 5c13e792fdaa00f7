package boxoffice;

import static boxoffice.ContainerFiles.compose;
import static boxoffice.ContainerFiles.dockerfile;
import static boxoffice.ContainerFiles.last;
import static boxoffice.ContainerFiles.lastStage;
import static boxoffice.ContainerFiles.map;
import static boxoffice.ContainerFiles.service;
import static boxoffice.ContainerFiles.strings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.ContainerFiles.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Dockerfile and compose.yaml keep what docs/SECURITY.md says of them, as far as it can be read off
 * them, on a machine without Docker.
 */
class ContainerFilesTest {
  private static final Pattern BY_NUMBER_AND_NOT_ROOT = Pattern.compile("[1-9]\\d*:[1-9]\\d*");
  private static final Pattern MAJOR_VERSION = Pattern.compile("[a-z/-]+:\\d+(\\.\\d+)*(-.+)?");

  /** A value that is taken from the environment, and what it is where that says nothing. */
  private static final Pattern TAKEN = Pattern.compile("\\$\\{(\\w+):?-([^}]*)}");

  private static final Predicate<String> NAME_OF_A_SECRET =
      Pattern.compile("PASSW|SECRET|TOKEN|CREDENTIAL|(^|_)KEY|CLI_AUTH").asPredicate();

  /** Whatever else of Compose would give back what the settings below take away. */
  private static final Set<String> NEVER =
      Set.of(
          "cap_add",
          "privileged",
          "devices",
          "device_cgroup_rules",
          "group_add",
          "pid",
          "ipc",
          "uts",
          "cgroup",
          "network_mode",
          "userns_mode",
          "volumes_from",
          "extends");

  static Set<String> services() {
    var names = new TreeSet<String>();
    map(compose().get("services")).keySet().forEach(name -> names.add((String) name));
    return names;
  }

  @Test
  void theseAreTheServices() {
    assertEquals(Set.of("app", "postgres", "redis"), services());
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceHasNoRightsThatItDoesNotNeed(String name) {
    Map<?, ?> service = service(name);
    assertEquals(true, service.get("read_only"), "read_only");
    assertEquals(List.of("ALL"), strings(service.get("cap_drop")), "cap_drop");
    assertEquals(
        List.of("no-new-privileges:true"), strings(service.get("security_opt")), "security_opt");
    var given = new TreeSet<>(NEVER);
    given.retainAll(service.keySet());
    assertEquals(Set.of(), given);
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceRunsAsAUserByNumberWhoIsNotRoot(String name) {
    Map<?, ?> service = service(name);
    Object user = service.containsKey("build") ? last("USER").text() : service.get("user");
    assertTrue(BY_NUMBER_AND_NOT_ROOT.matcher(String.valueOf(user)).matches(), "user: " + user);
    if (service.containsKey("build")) {
      assertFalse(service.containsKey("user"), "the image's own user is set aside");
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceSeesNoFileOfTheMachine(String name) {
    Set<?> declared = map(compose().get("volumes")).keySet();
    for (String volume : strings(service(name).get("volumes"))) {
      String source = volume.split(":", 2)[0];
      assertTrue(declared.contains(source), volume + " is not a volume of this file");
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void onlyThisMachineReachesAPort(String name) {
    for (String port : strings(service(name).get("ports"))) {
      assertTrue(port.startsWith("127.0.0.1:"), port + " is reached by others");
    }
  }

  @Test
  void onlyTheAppReachesTheServersAndTheyReachNobody() {
    Map<?, ?> networks = map(compose().get("networks"));
    assertEquals(true, map(networks.get("servers")).get("internal"));
    for (String server : List.of("postgres", "redis")) {
      assertEquals(List.of("servers"), strings(service(server).get("networks")), server);
      assertEquals(List.of(), strings(service(server).get("ports")), server);
    }
  }

  @Test
  void theAppsTemporaryFilesAreItsOwn() {
    String[] user = last("USER").text().split(":");
    String data = "/data:uid=%s,gid=%s,mode=0700".formatted(user[0], user[1]);
    assertTrue(strings(service("app").get("tmpfs")).contains(data), data);
  }

  @Test
  void noImageIsWhateverIsNewest() {
    List<String> images = new ArrayList<>();
    dockerfile().stream()
        .filter(one -> one.name().equals("FROM"))
        .forEach(from -> images.add(from.text().split(" ")[0]));
    for (String name : services()) {
      if (!service(name).containsKey("build")) {
        images.add((String) service(name).get("image"));
      }
    }
    assertEquals(4, images.size());
    for (String image : images) {
      assertTrue(MAJOR_VERSION.matcher(image).matches(), image + " names no version");
    }
  }

  @Test
  void theTestsRunOnTheSameServers() {
    assertEquals(service("postgres").get("image"), TestServers.POSTGRES_IMAGE);
    assertEquals(service("redis").get("image"), TestServers.REDIS_IMAGE);
  }

  @ParameterizedTest
  @MethodSource("services")
  void theOnlySecretSaysThatItIsNone(String name) {
    Map<?, ?> environment = map(service(name).get("environment"));
    List<String> values = new ArrayList<>(strings(service(name).get("command")));
    environment.forEach(
        (variable, value) -> {
          values.add(String.valueOf(value));
          if (NAME_OF_A_SECRET.test((String) variable)) {
            assertTrue(TAKEN.matcher((String) value).matches(), variable + " is " + value);
          }
        });
    for (String value : values) {
      TAKEN
          .matcher(value)
          .results()
          .filter(taken -> NAME_OF_A_SECRET.test(taken.group(1)))
          .forEach(taken -> assertTrue(Set.of("", "tryingonly").contains(taken.group(2)), value));
      String written = TAKEN.matcher(value).replaceAll("");
      assertFalse(Pattern.compile("://[^/]*[^:/]@").matcher(written).find(), value);
    }
  }

  @Test
  void theImageHoldsNoSecret() {
    for (Instruction one : dockerfile()) {
      assertFalse(
          Set.of("ENV", "ARG").contains(one.name()) && NAME_OF_A_SECRET.test(one.text()),
          one.toString());
    }
  }

  @Test
  void eachServerTakesThePasswordThatTheAppGives() {
    Map<?, ?> app = map(service("app").get("environment"));
    Map<?, ?> postgres = map(service("postgres").get("environment"));
    assertEquals(app.get("DATABASE_PASSWORD"), postgres.get("POSTGRES_PASSWORD"));
    String redis = "redis://:%s@redis:6379".formatted(option("--requirepass"));
    assertEquals(app.get("REDIS_URL"), redis);
    assertEquals(
        map(service("redis").get("environment")).get("REDISCLI_AUTH"), option("--requirepass"));
  }

  @Test
  void redisKeepsWhatItPromised() {
    assertEquals("yes", option("--appendonly"));
    assertEquals("always", option("--appendfsync"));
    assertEquals("noeviction", option("--maxmemory-policy"));
  }

  @Test
  void nothingIsDoneAsRootAfterTheUserIsSet() {
    List<String> names = lastStage().stream().map(Instruction::name).toList();
    assertEquals(1, names.stream().filter("USER"::equals).count());
    assertTrue(names.indexOf("USER") > names.lastIndexOf("RUN"), names.toString());
    assertTrue(names.indexOf("USER") > names.lastIndexOf("COPY"), names.toString());
  }

  @Test
  void theImageTakesNothingFromTheMachineThatBuilds() {
    for (Instruction one : lastStage()) {
      if (Set.of("COPY", "ADD").contains(one.name())) {
        assertTrue(one.text().startsWith("--from=build "), one.toString());
      }
    }
  }

  /** So a file .env beside the sources, with the secrets of one who runs it, stays where it is. */
  @Test
  void theBuilderIsGivenTheSourcesAlone() {
    List<String> patterns =
        ContainerFiles.read(".dockerignore").lines().filter(one -> !one.startsWith("#")).toList();
    assertEquals(List.of("*", "!pom.xml", "!jooq-codegen.xml", "!sql", "!src/main"), patterns);
  }

  @Test
  void theJvmIsTheFirstProcessAndItsHealthIsChecked() {
    assertEquals("java", last("ENTRYPOINT").words().getFirst());
    assertTrue(last("HEALTHCHECK").text().contains("/readyz"));
  }

  /** But for the memory that is a container's, and the archive of classes that is a work tree's. */
  @Test
  void theJvmsFlagsAreThoseOfMake() {
    assertEquals(
        flags(ContainerFiles.makeJavaFlags().stream(), "Archive|cds|Xmx"),
        flags(last("ENTRYPOINT").words().stream(), "MaxRAMPercentage"));
  }

  private static Set<String> flags(Stream<String> words, String butFor) {
    Predicate<String> left = Pattern.compile(butFor).asPredicate();
    var flags = new TreeSet<String>();
    words.filter(word -> word.startsWith("-X") && !left.test(word)).forEach(flags::add);
    assertTrue(flags.size() > 2, flags.toString());
    return flags;
  }

  private static String option(String name) {
    List<String> command = strings(service("redis").get("command"));
    assertTrue(command.contains(name), name);
    return command.get(command.indexOf(name) + 1);
  }
}

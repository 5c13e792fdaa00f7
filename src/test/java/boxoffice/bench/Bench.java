package boxoffice.bench;

import boxoffice.bench.BenchSettings.Section;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run: starts all, measures what is asked for, and keeps it. */
final class Bench {
  private static final Path DIRECTORY = Path.of("target", "bench");
  private static final Path DOCS = Path.of("docs");
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final BenchSettings settings;
  private final Load load;
  private final Collected collected = new Collected();

  Bench(BenchSettings settings) {
    this.settings = settings;
    this.load = settings.ownLoad() ? new OwnLoad() : new WrkLoad();
  }

  void run() {
    CpuTime.require();
    try (Stage stage = Stage.open(settings, DIRECTORY.resolve("servers"))) {
      if (settings.includes(Section.FSYNC)) {
        FsyncAlone.measure(DIRECTORY, collected);
      }
      var machine = ThisMachine.told(stage);
      measureFresh(stage);
      measureSpeed(stage);
      measureSize(stage);
      keep(collected.results(machine));
    } catch (IOException e) {
      throw new BenchException("The results can't be kept: " + e.getMessage(), e);
    }
  }

  /**
   * What a new service needs, before thousands of events and millions of reservations are there.
   */
  private void measureFresh(Stage stage) {
    if (settings.includes(Section.START)) {
      Starts.measure(stage, collected);
    }
    if (settings.includes(Section.IDLE)) {
      new MemoryRun(stage, load, collected).idle();
    }
  }

  private void measureSpeed(Stage stage) {
    var rounds = new ClosedRounds(stage, load, collected);
    rounds.run();
    if (settings.includes(Section.TIMELINE)) {
      rounds.runMissing(Contender.RESERVE);
      new Timeline(stage, load, collected).run();
    }
    if (settings.includes(Section.OPEN)) {
      rounds.runMissing(Contender.CEILING);
      rounds.runMissing(Contender.RESERVE);
      new OpenRounds(stage, collected).run();
    }
    if (settings.includes(Section.GROWTH)) {
      rounds.runMissing(Contender.RESERVE);
      new BenchGrowth(stage, load, collected).run();
    }
    if (settings.includes(Section.DRAIN)) {
      rounds.runMissing(Contender.RESERVE);
      new BacklogDrain(stage, collected).run();
    }
    if (settings.includes(Section.AUTH)) {
      new BenchAuth(stage, load, collected).run();
    }
    if (settings.includes(Section.OVERLOAD)) {
      new BenchOverload(stage, collected).run();
    }
  }

  private void measureSize(Stage stage) {
    var memory = new MemoryRun(stage, load, collected);
    if (settings.includes(Section.LIVE)) {
      new BenchLive(stage, load, collected).run();
    }
    if (settings.includes(Section.MEMORY)) {
      memory.run();
    }
    if (settings.includes(Section.ENDURANCE)) {
      memory.endurance();
    }
  }

  /** In docs/ only what a full run measured. */
  private void keep(Results results) throws IOException {
    byte[] json = JSON.writeValueAsBytes(results);
    Path file = DIRECTORY.resolve("results.json");
    Files.write(file, json);
    Log.line("raw results in " + file);
    if (settings.only().isEmpty()) {
      Path docs = settings.isFull() ? DOCS : Files.createDirectories(DIRECTORY.resolve("docs"));
      Files.write(docs.resolve("benchmarks.json"), json);
      Report.write(results, docs);
      Log.line("report in " + docs);
    }
  }
}

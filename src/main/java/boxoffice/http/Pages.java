package boxoffice.http;

import static io.javalin.http.HandlerType.GET;

import java.util.List;

/** The pages that people look at, and the files that they are made of. */
final class Pages {
  private static final String RESOURCES = "/boxoffice/pages/";

  /** What the pages are made of, each under {@code /pages/}. */
  private static final List<String> FILES =
      List.of(
          "base.css",
          "api.js",
          "token.js",
          "sign-in.js",
          "operator.js",
          "page.js",
          "parts.js",
          "words.js",
          "table-rows.js",
          "paged-list.js",
          "event-form.js",
          "operations.css",
          "operations.js",
          "operations-health.js",
          "operations-failed.js",
          "operations-audit.js",
          "operations-events.js",
          "tickets.css",
          "tickets.js",
          "certain.js",
          "events.js",
          "live.js",
          "mine.js",
          "texts.js",
          "who.js",
          "signed-in.js",
          "lab.css",
          "lab.js",
          "lab-books.js",
          "lab-controls.js",
          "lab-log.js",
          "lab-plots.js",
          "lab-stages.js",
          "uPlot.iife.min.js",
          "uPlot.min.css");

  private Pages() {}

  static void add(Router router) {
    router.add(GET, "/", file("tickets.html"));
    router.add(GET, "/lab", file("lab.html"));
    router.add(GET, "/operations", file("operations.html"));
    router.add(GET, "/docs", file("docs.html"));
    for (String name : List.of("docs.css", "docs.js", "swagger-ui.css", "swagger-ui-bundle.js")) {
      router.add(GET, "/docs/" + name, file(name));
    }
    for (String name : FILES) {
      router.add(GET, "/pages/" + name, file(name));
    }
  }

  private static StaticFile file(String name) {
    return StaticFile.read(RESOURCES + name);
  }
}

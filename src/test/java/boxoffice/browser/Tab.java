package boxoffice.browser;

import boxoffice.Await;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/** A page, and the hands and eyes of who sits before it. */
public final class Tab {
  /** Where the middle of an element is; null while it moves or can't be hit there. */
  private static final String STILL =
      """
      (async element => {
        if (!element?.checkVisibility()) {
          return null;
        }
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const middle = () => {
          const box = element.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        };
        const before = middle();
        await new Promise(done => setTimeout(done, 50));
        const now = middle();
        const isStill = now.x === before.x && now.y === before.y;
        return isStill && element.contains(document.elementFromPoint(now.x, now.y)) ? now : null;
      })(%s)
      """;

  /** What Chromium wants to know of a key beside its name. */
  private static final Map<String, Integer> KEYS =
      Map.of("Tab", 9, "Enter", 13, "Escape", 27, "End", 35, "ArrowDown", 40, "ArrowUp", 38);

  private final DevTools devTools;
  private final String session;
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();

  Tab(DevTools devTools, String session) {
    this.devTools = devTools;
    this.session = session;
    devTools.listen(session, this::note);
  }

  /** Scripts that fail and what the policy of the page forbids; not requests that fail. */
  private void note(String event, JsonNode said) {
    boolean isProblem =
        switch (event) {
          case "Runtime.exceptionThrown" -> true;
          case "Log.entryAdded" -> said.at("/entry/source").asText().equals("security");
          default -> false;
        };
    if (isProblem) {
      problems.add(said.toString());
    }
  }

  /** What went wrong in the page so far. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  void prepare(String userAgent, String language) {
    send("Runtime.enable", Map.of());
    send("Log.enable", Map.of());
    send("Page.enable", Map.of());
    send("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    send(
        "Emulation.setUserAgentOverride",
        Map.of("userAgent", userAgent, "acceptLanguage", language));
  }

  /** Runs this script in each page that is gone to from now on, before the page's own. */
  void beforePages(String script) {
    send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  public void go(URI address) {
    send("Page.navigate", Map.of("url", address.toString()));
    await("document.readyState === 'complete' && location.href.startsWith('" + address + "')");
  }

  public void reload() {
    evaluate("void (window.isOld = true)");
    send("Page.reload", Map.of());
    await("document.readyState === 'complete' && !window.isOld");
  }

  public void resize(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Light or dark. */
  public void prefer(String colors) {
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colors))));
  }

  /** The value of a JavaScript expression, once it is settled if it is a promise. */
  public JsonNode evaluate(String expression) {
    JsonNode result =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.at("/result/value");
  }

  /** Waits until the expression is true. */
  public void await(String expression) {
    Await.until(
        () -> expression + " is not so; the page reads:\n" + text("body"),
        () -> isTrue(expression));
  }

  /** Not so in a page that is being left. */
  private boolean isTrue(String expression) {
    try {
      return evaluate("Boolean(" + expression + ")").asBoolean();
    } catch (CompletionException e) {
      if (e.getCause() instanceof DevTools.PageLeftException) {
        return false;
      }
      throw e;
    }
  }

  /** Waits until the element is there and is so, as an expression about {@code it}. */
  public void await(String selector, String condition) {
    await("(it => it && " + condition + ")(" + element(selector) + ")");
  }

  /** Waits until the element can be read and its text contains this. */
  public void awaitText(String selector, String text) {
    await(element(selector) + "?.innerText.includes(" + quoted(text) + ")");
  }

  /** What can be read of the element; nothing if it is not there. */
  public String text(String selector) {
    return evaluate(element(selector) + "?.innerText ?? ''").asText();
  }

  /**
   * Clicks the middle of the element as soon as it can be seen, nothing lies over it, and it stands
   * still, so that nothing else is hit while the page moves.
   */
  public void click(String selector) {
    JsonNode middle = awaitStill(selector);
    for (String type : List.of("mousePressed", "mouseReleased")) {
      send(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              middle.get("x").asDouble(),
              "y",
              middle.get("y").asDouble(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** The middle of the element. */
  private JsonNode awaitStill(String selector) {
    var middle = new AtomicReference<JsonNode>();
    Await.until(
        () -> selector + " can't be clicked; the page reads:\n" + text("body"),
        () -> {
          middle.set(evaluate(STILL.formatted(element(selector))));
          return middle.get().isObject();
        });
    return middle.get();
  }

  /** Presses a key and lets it go. */
  public void press(String key) {
    String text = key.equals("Enter") ? "\r" : "";
    for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key,
              "text",
              text,
              "windowsVirtualKeyCode",
              KEYS.get(key)));
    }
  }

  /** Presses Tab until the element has the focus. */
  public void tabTo(String selector) {
    for (int i = 0; i < 100; i++) {
      if (hasFocus(selector)) {
        return;
      }
      press("Tab");
    }
    throw new AssertionError(selector + " can't be reached by the keyboard");
  }

  public boolean hasFocus(String selector) {
    return evaluate("document.activeElement === " + element(selector)).asBoolean();
  }

  /** Types into what has the focus. */
  public void type(String text) {
    send("Input.insertText", Map.of("text", text));
  }

  /** A picture of what is in sight, as PNG. */
  public void picture(Path file) {
    byte[] png =
        Base64.getDecoder()
            .decode(send("Page.captureScreenshot", Map.of("format", "png")).get("data").asText());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String element(String selector) {
    return "document.querySelector(" + quoted(selector) + ")";
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private JsonNode send(String method, Map<String, ?> parameters) {
    return devTools.send(session, method, parameters);
  }
}

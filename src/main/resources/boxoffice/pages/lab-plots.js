// The figures of the last minutes as lines. uPlot draws; what it shows is said in words beside it.
/* global uPlot */

import { orDash, rounded } from "/pages/lab-stages.js";
import { make, setText } from "/pages/page.js";

const WINDOW_SECONDS = 180;

/** Longer than between two figures: nobody looked meanwhile. */
const GAP_SECONDS = 3;

const HEIGHT = 176;

/** Lines differ in their dashes too, not in their colours alone. */
const DASHES = [[], [7, 4], [2, 3]];

/** Each line by its name and how it is read from the figures. */
const PLOTS = [
  {
    title: "Answers to buyers, per second",
    lines: [
      ["reserved", (f) => f.reserved],
      ["sold out", (f) => f.soldOut],
      ["503", (f) => f.unavailable],
    ],
  },
  {
    title: "Time to answer, in ms",
    lines: [
      ["median", (f) => f.latency?.p50],
      ["95 %", (f) => f.latency?.p95],
      ["99 %", (f) => f.latency?.p99],
    ],
  },
  {
    title: "Changes on their way to PostgreSQL",
    lines: [
      ["unsaved", (f) => f.unsaved],
      ["in the queue", (f) => f.queued],
    ],
  },
  { title: "Rows written, per second", lines: [["written", (f) => f.saved]] },
  {
    title: "From the 201 to the row, in ms",
    lines: [
      ["median", (f) => f.delay?.p50],
      ["95 %", (f) => f.delay?.p95],
      ["99 %", (f) => f.delay?.p99],
    ],
  },
  { title: "Failed writes, in rows", lines: [["waiting", (f) => f.failedWrites]] },
];

const isAway = (figures) => figures.redis !== "up" || figures.postgresql !== "up";

/** All plots, over the same time. */
export class Plots {
  #figures = [];
  #plots;

  constructor(parent) {
    this.#plots = PLOTS.map(({ title, lines }) => new Plot(parent, title, lines));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
  }

  /** Forgets what was shown before. */
  begin(figures) {
    this.#figures = [];
    this.add(figures);
  }

  add(figures) {
    this.#figures.push(...figures);
    const begin = this.#figures.at(-1).at - WINDOW_SECONDS * 1000;
    this.#figures = this.#figures.filter((one) => one.at >= begin);
    this.#draw();
  }

  #draw() {
    const figures = withGaps(this.#figures);
    for (const plot of this.#plots) {
      plot.show(figures);
    }
  }
}

/** Breaks the lines where nobody looked. */
function withGaps(figures) {
  return figures.flatMap((one, i) =>
    i > 0 && one.at - figures[i - 1].at > GAP_SECONDS * 1000
      ? [{ at: figures[i - 1].at + 1, redis: "up", postgresql: "up" }, one]
      : [one],
  );
}

class Plot {
  #title;
  #figures = [];
  #lines;
  #canvas = make("div", { class: "lab-canvas", role: "img" });
  #plot;

  constructor(parent, title, lines) {
    this.#title = title;
    this.#lines = lines.map(([name, read]) => ({ name, read, shown: make("strong", { class: "figure" }, "–") }));
    const legend = this.#lines.map(({ name, shown }, i) => make("li", {}, swatch(i), make("span", {}, `${name} `, shown)));
    const caption = make(
      "figcaption",
      {},
      make("h3", {}, title),
      make("ul", { class: "plain-list lab-legend" }, ...legend),
    );
    parent.append(make("figure", { class: "card lab-plot" }, caption, this.#canvas));
    this.#plot = new uPlot(this.#options(), [[], ...lines.map(() => [])], this.#canvas);
    new ResizeObserver(() => this.#plot.setSize(this.#size())).observe(this.#canvas);
  }

  show(figures) {
    this.#figures = figures;
    const columns = this.#lines.map(({ read }) => figures.map((one) => read(one) ?? null));
    this.#plot.setData([figures.map((one) => one.at / 1000), ...columns]);
    this.#showValues(figures.length - 1);
    this.#canvas.setAttribute("aria-label", this.#inWords(columns));
  }

  /** In the legend, as of one moment. */
  #showValues(index) {
    for (const { read, shown } of this.#lines) {
      setText(shown, orDash(this.#figures[index] && read(this.#figures[index])));
    }
  }

  #inWords(columns) {
    const lines = this.#lines.map(({ name }, i) => {
      const known = columns[i].filter((value) => value !== null);
      return known.length > 0
        ? `${name} now ${rounded(known.at(-1))}, at most ${rounded(Math.max(...known))}`
        : `${name} nothing`;
    });
    return `${this.#title}, over the last three minutes: ${lines.join("; ")}.`;
  }

  #size() {
    return { width: Math.max(200, this.#canvas.clientWidth), height: HEIGHT };
  }

  #options() {
    const axis = {
      stroke: () => color("--text-soft"),
      grid: { stroke: () => color("--gridline"), width: 1 },
      ticks: { show: false },
      font: "12px system-ui, sans-serif",
    };
    return {
      ...this.#size(),
      legend: { show: false },
      padding: [8, 20, 0, 0],
      cursor: { sync: { key: "lab" }, drag: { x: false, y: false }, points: { size: 6 } },
      scales: { x: { range: windowOf }, y: { range: fromZero } },
      axes: [
        { ...axis, size: 28, incrs: [60], values: (_, seconds) => seconds.map(clock) },
        { ...axis, size: 52, values: (_, values) => values.map((value) => rounded(value)) },
      ],
      series: [
        {},
        ...this.#lines.map(({ name }, i) => ({
          label: name,
          stroke: () => color(`--series-${i + 1}`),
          width: 2,
          dash: DASHES[i],
          points: { show: true, size: 4, filter: alone },
        })),
      ],
      hooks: {
        drawClear: [(plot) => this.#shade(plot)],
        setCursor: [(plot) => this.#showValues(plot.cursor.idx ?? this.#figures.length - 1)],
      },
    };
  }

  /** Behind the lines, where a server was away. */
  #shade(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.fillStyle = color("--away");
    this.#figures.forEach((one, i) => {
      const before = this.#figures[i - 1];
      if (before && isAway(one)) {
        const from = Math.round(plot.valToPos(before.at / 1000, "x", true));
        const to = Math.round(plot.valToPos(one.at / 1000, "x", true));
        ctx.fillRect(from, bbox.top, to - from, bbox.height);
      }
    });
    ctx.restore();
  }
}

const windowOf = (_, least, most) => {
  const end = most ?? Date.now() / 1000;
  return [end - WINDOW_SECONDS, end];
};

/** With some room above, and never flat. */
const fromZero = (_, least, most) => [0, Math.max(4, (most ?? 0) * 1.1)];

const clock = (seconds) => new Date(seconds * 1000).toLocaleTimeString("en-GB", { timeStyle: "short" });

/** A value without neighbours makes no line, and would not be seen. */
function alone(plot, line, isShown) {
  const values = plot.data[line];
  const isKnown = (i) => values[i] !== null && values[i] !== undefined;
  return isShown ? [...values.keys()].filter((i) => isKnown(i) && !isKnown(i - 1) && !isKnown(i + 1)) : [];
}

const color = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();

function swatch(i) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  const line = document.createElementNS(space, "line");
  for (const [name, value] of Object.entries({ x1: 0, x2: 24, y1: 6, y2: 6, "stroke-dasharray": DASHES[i].join(" ") })) {
    line.setAttribute(name, value);
  }
  line.classList.add(`lab-series-${i + 1}`);
  picture.setAttribute("viewBox", "0 0 24 12");
  picture.setAttribute("aria-hidden", "true");
  picture.append(line);
  return picture;
}

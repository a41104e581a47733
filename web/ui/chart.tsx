import { scaleBand, scaleLinear, scalePoint } from "d3-scale";
import { area, line } from "d3-shape";
import type { ComponentChildren } from "preact";
import { useView } from "./view.ts";
import { useUiWords } from "./words.ts";

/** One value of a chart. */
export type Point = { label: string; value: number };

type ChartProps = {
  title: string;
  /** What the picture shows, in a sentence. */
  desc: string;
  points: readonly Point[];
  /** How a value is written, for example as money. */
  format?: (value: number) => string;
};

const size = { width: 640, height: 240, top: 12, right: 8, bottom: 28, left: 56 };
const bottom = size.height - size.bottom;
const across = [size.left, size.width - size.right] as const;

/** Amounts that are compared: one bar each. */
export function BarChart(props: ChartProps) {
  const labels = props.points.map((p) => p.label);
  const x = scaleBand(labels, across).padding(0.25);
  const y = heights(props.points);
  return (
    <Frame {...props} y={y} place={(label) => (x(label) ?? 0) + x.bandwidth() / 2}>
      {props.points.map(({ label, value }) => (
        <rect
          key={label}
          class="bar"
          x={x(label) ?? 0}
          y={y(value)}
          width={x.bandwidth()}
          height={Math.max(0, bottom - y(value))}
          rx={3}
        />
      ))}
    </Frame>
  );
}

/** A value that changes over time. */
export function LineChart(props: ChartProps) {
  const x = scalePoint(
    props.points.map((p) => p.label),
    across,
  ).padding(0.5);
  const y = heights(props.points);
  const place = (label: string) => x(label) ?? 0;
  const path = line<Point>(
    (p) => place(p.label),
    (p) => y(p.value),
  );
  const below = area<Point>(
    (p) => place(p.label),
    () => bottom,
    (p) => y(p.value),
  );
  return (
    <Frame {...props} y={y} place={place}>
      <path class="area" d={below([...props.points]) ?? ""} />
      <path class="line" d={path([...props.points]) ?? ""} />
      {props.points.map(({ label, value }) => (
        <circle key={label} class="dot" cx={place(label)} cy={y(value)} r={4} />
      ))}
    </Frame>
  );
}

type Height = ReturnType<typeof heights>;

function heights(points: readonly Point[]) {
  const most = Math.max(0, ...points.map((p) => p.value));
  return scaleLinear([0, most || 1], [bottom, size.top]).nice(4);
}

type FrameProps = ChartProps & {
  y: Height;
  place: (label: string) => number;
  children: ComponentChildren;
};

/** The axes around the picture, and the same numbers as a table beneath. */
function Frame({ title, desc, points, format, y, place, children }: FrameProps) {
  const t = useUiWords();
  const { locale } = useView();
  const write = format ?? ((v: number) => v.toLocaleString(locale === "nb" ? "nb-NO" : "en-GB"));
  const every = Math.ceil(points.length / 12);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={`${title}. ${desc}`}>
        <title>{title}</title>
        <desc>{desc}</desc>
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line class="grid-line" x1={across[0]} x2={across[1]} y1={y(tick)} y2={y(tick)} />
            <text class="axis" x={across[0] - 8} y={y(tick)} dy="0.32em" text-anchor="end">
              {write(tick)}
            </text>
          </g>
        ))}
        {children}
        {points.map(
          ({ label }, index) =>
            index % every === 0 && (
              <text
                key={label}
                class="axis"
                x={place(label)}
                y={size.height - 8}
                text-anchor="middle"
              >
                {label}
              </text>
            ),
        )}
      </svg>
      <details class="disclosure">
        <summary>{t("chart_table")}</summary>
        <table class="ds-table">
          <caption class="ds-sr-only">{title}</caption>
          <tbody>
            {points.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td class="end">{write(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

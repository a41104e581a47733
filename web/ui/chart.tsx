import { scaleBand, scaleLinear, scalePoint } from "d3-scale";
import { area, line } from "d3-shape";
import { ChartFrame, type ChartProps, type Height, type Point, plot } from "./chart_frame.tsx";

/** Amounts that are compared: one bar each. */
export function BarChart(props: ChartProps) {
  const labels = props.points.map((p) => p.label);
  const x = scaleBand(labels, [0, plot.width]).paddingInner(0.3).paddingOuter(0.15);
  const y = heights(props.points);
  return (
    <ChartFrame {...props} y={y}>
      {props.points.map(({ label, value }) => (
        <rect
          key={label}
          class="bar"
          x={round(x(label) ?? 0)}
          y={round(y(value))}
          width={round(x.bandwidth())}
          height={round(plot.height - y(value))}
        />
      ))}
    </ChartFrame>
  );
}

/** A value that changes over time. */
export function LineChart(props: ChartProps) {
  const labels = props.points.map((p) => p.label);
  const x = scalePoint(labels, [0, plot.width]).padding(0.5);
  const y = heights(props.points);
  const points = props.points.map(
    ({ label, value }) => [round(x(label) ?? 0), round(y(value))] as const,
  );
  const below = area<readonly [number, number]>(
    (p) => p[0],
    plot.height,
    (p) => p[1],
  );
  return (
    <ChartFrame {...props} y={y}>
      <path class="area" d={below(points.map(([a, b]) => [a, b] as const)) ?? ""} />
      <path class="line" d={line()(points.map(([a, b]) => [a, b])) ?? ""} />
      {/* A line of no length with round ends is a dot that stays round when the picture is stretched. */}
      {points.map(([a, b]) => (
        <path key={a} class="dot" d={`M${a} ${b}h0`} />
      ))}
    </ChartFrame>
  );
}

function heights(points: readonly Point[]): Height {
  const most = Math.max(0, ...points.map((p) => p.value));
  return scaleLinear([0, most || 1], [plot.height, 0]).nice(4);
}

const round = (n: number) => Math.round(n * 10) / 10;

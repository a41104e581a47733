import type { ScaleLinear } from "d3-scale";
import type { ComponentChildren } from "preact";
import { Disclosure } from "./dialog.tsx";
import { useView } from "./view.ts";
import { useUiWords } from "./words.ts";

/** One value of a chart. */
export type Point = { label: string; value: number };

/** What every chart is told. */
export type ChartProps = {
  title: string;
  /** What the picture shows, in a sentence. */
  desc: string;
  points: readonly Point[];
  /** How a value is written, for example as money. */
  format?: ((value: number) => string) | undefined;
  /** How the axis writes it, when shorter will do. */
  axis?: ((value: number) => string) | undefined;
};

/** From a value to its height in the picture. */
export type Height = ScaleLinear<number, number>;

/** The picture's own measures; it is stretched to the room there is. */
export const plot = { width: 600, height: 200 };

type FrameProps = ChartProps & { y: Height; children: ComponentChildren };

/**
 * The axes around a picture, and the same numbers as a table beneath. The writing is HTML beside
 * the picture, so that it stays as large as other text however the picture is stretched.
 */
export function ChartFrame({ title, desc, points, y, children, ...how }: FrameProps) {
  const t = useUiWords();
  const { locale } = useView();
  const plain = (value: number) => value.toLocaleString(locale === "nb" ? "nb-NO" : "en-GB");
  const write = how.format ?? plain;
  const brief = how.axis ?? write;
  const ticks = y.ticks(4);
  const every = Math.ceil(points.length / 12);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div class="plot">
        <ol class="axis-y" aria-hidden="true">
          {ticks.toReversed().map((tick) => (
            <li key={tick}>{brief(tick)}</li>
          ))}
        </ol>
        <svg
          viewBox={`0 0 ${plot.width} ${plot.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title}. ${desc}`}
        >
          <title>{title}</title>
          <desc>{desc}</desc>
          {ticks.map((tick) => (
            <path key={tick} class="grid-line" d={`M0 ${y(tick)}H${plot.width}`} />
          ))}
          {children}
        </svg>
        <ol class="axis-x" aria-hidden="true">
          {points.map(({ label }, index) => (
            <li key={label}>{index % every === 0 && label}</li>
          ))}
        </ol>
      </div>
      <Disclosure summary={t("chart_table")}>
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
      </Disclosure>
    </figure>
  );
}

import { useView } from "./view.ts";

type ProgressProps = { value: number; max: number; label: string };

/** How far something has come, as a bar and in numbers. */
export function Progress({ value, max, label }: ProgressProps) {
  const { locale } = useView();
  const number = (n: number) => n.toLocaleString(locale === "nb" ? "nb-NO" : "en-GB");
  return (
    <div class="progress">
      <p>
        <span>{label}</span>
        <span class="number">
          {number(value)} / {number(max)}
        </span>
      </p>
      <progress value={value} max={max} aria-label={label} />
    </div>
  );
}

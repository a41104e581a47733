import { words } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";

const useWords = words({
  nb: {
    second: "Prøv igjen om ett sekund.",
    seconds: "Prøv igjen om {n} sekunder.",
    minute: "Prøv igjen om ett minutt.",
    minutes: "Prøv igjen om {n} minutter.",
    hours: "Prøv igjen om {n} timer.",
  },
  en: {
    second: "Try again in one second.",
    seconds: "Try again in {n} seconds.",
    minute: "Try again in one minute.",
    minutes: "Try again in {n} minutes.",
    hours: "Try again in {n} hours.",
  },
});

/** When trying again can help, in words. */
export function useWait() {
  const t = useWords();
  return (seconds: number): string => {
    const whole = Math.max(1, Math.ceil(seconds));
    if (whole < 60) return fill(t(whole === 1 ? "second" : "seconds"), { n: whole });
    const minutes = Math.ceil(whole / 60);
    if (minutes < 120) return fill(t(minutes === 1 ? "minute" : "minutes"), { n: minutes });
    return fill(t("hours"), { n: Math.ceil(minutes / 60) });
  };
}

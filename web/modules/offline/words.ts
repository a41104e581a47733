import { words } from "#web/ui/view.ts";

export const useWords = words({
  nb: {
    label: "Uten nett",
    title: "Du er uten nett, eller nettet svarer ikke. Siden er fra {time}.",
    text: "Noe kan være endret siden da. Sidene du har sett før, kan leses; resten, og å sende noe, trenger nett.",
  },
  en: {
    label: "Offline",
    title: "You are offline, or the network does not answer. This page is from {time}.",
    text: "Something may have changed since. Pages you have seen before can be read; the rest, and sending anything, needs the network.",
  },
});

/** The name under which the product is put on a phone, and what it is. */
export const appWords = {
  nb: { name: "TMS – trafikkskolen min", short: "TMS", about: "Timer, progresjon og regninger." },
  en: { name: "TMS – my driving school", short: "TMS", about: "Lessons, progress and bills." },
};

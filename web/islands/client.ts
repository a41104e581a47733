import { type ComponentType, h, hydrate } from "preact";

type Island = { default: { component: ComponentType } };

// The shell puts the islands' addresses on this script's own tag: no inline script, so the strict
// policy holds. Both `hydrate` and `import()` of our own files pass under Trusted Types.
const script = document.querySelector<HTMLElement>("script[data-islands]");
const urls = JSON.parse(script?.dataset.islands ?? "{}") as Record<string, string>;

for (const root of document.querySelectorAll<HTMLElement>("x-island")) {
  const { name = "", props = "{}" } = root.dataset;
  void wake(root, urls[name], props);
}

// A menu or question closes as people expect: Escape, or a press beside it.
const popups = () =>
  document.querySelectorAll<HTMLDetailsElement>('details:is(.popup, [name="menu"])[open]');
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const popup of popups()) {
    const within = popup.contains(document.activeElement);
    popup.open = false;
    if (within) popup.querySelector("summary")?.focus();
  }
});
document.addEventListener("click", ({ target }) => {
  for (const popup of popups())
    if (target instanceof Node && !popup.contains(target)) popup.open = false;
});

// What stands there from the start is not read out: a message is, once it is put there anew.
const message = document.querySelector(".flash [role]");
if (message) setTimeout(() => message.replaceChildren(...message.childNodes), 200);

async function wake(root: HTMLElement, url: string | undefined, props: string) {
  if (!url) return;
  const { default: island } = (await import(url)) as Island;
  hydrate(h(island.component, JSON.parse(props)), root);
}

const HERE = ".cal-board";

/** The page as the server draws it now. A document that is asked for so runs nothing. */
function readPage(): Promise<Document> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", location.href);
    request.responseType = "document";
    request.onload = () => {
      const page = request.response as Document | null;
      if (request.status === 200 && page?.querySelector(HERE)) resolve(page);
      else reject(new Error(`HTTP ${request.status}`));
    };
    request.onerror = () => reject(new Error("no answer"));
    request.send();
  });
}

/** Draws the calendar anew and leaves the reader where she was: the same place, the same line. */
export async function redraw(board: HTMLElement): Promise<void> {
  const fresh = (await readPage()).querySelector(HERE);
  if (!fresh) return;
  const { scrollLeft = 0, scrollTop = 0 } = board.firstElementChild ?? {};
  const focus = board.contains(document.activeElement) && keyOf(document.activeElement);
  board.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  board.firstElementChild?.scrollTo({ left: scrollLeft, top: scrollTop, behavior: "instant" });
  if (focus) focusOn(board, focus);
}

/** Puts the focus on the line of a booking. */
export function focusOn(board: HTMLElement, href: string): void {
  const links = [...board.querySelectorAll<HTMLElement>("a[href]")];
  links.find((link) => link.getAttribute("href") === href)?.focus({ preventScroll: true });
}

const keyOf = (element: Element | null) =>
  element?.closest("li")?.querySelector("a[href]")?.getAttribute("href") ??
  element?.getAttribute("href");

import { spanClass } from "../views/place.ts";
import { type Block, blockOf, hoursOf } from "./board.ts";
import { wallMinutes } from "./clock.ts";

/** Gives each block that can be moved a button that says so, and an edge that can be pulled. */
export function decorate(
  board: HTMLElement,
  word: string,
  pressed: (block: Block) => void,
): () => void {
  const add = () => {
    for (const item of board.querySelectorAll<HTMLElement>("li[data-version]")) {
      if (item.querySelector(".ev-move")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ev-move";
      button.textContent = "⋮";
      const name = item.querySelector("strong")?.textContent ?? "";
      const time = item.querySelector(".ev-time")?.textContent ?? "";
      button.setAttribute("aria-label", word.replace("{name}", `${name} ${time}`));
      const grip = document.createElement("span");
      grip.className = "ev-grip";
      for (const part of [button, grip]) item.appendChild(part);
    }
  };
  const press = ({ target }: Event) => {
    const button = target instanceof Element && target.closest(".ev-move");
    const block = button && blockOf(button);
    if (block) pressed(block);
  };
  const drawn = new MutationObserver(add);
  drawn.observe(board, { childList: true });
  board.addEventListener("click", press);
  add();
  return () => {
    drawn.disconnect();
    board.removeEventListener("click", press);
  };
}

/** Moves the line of now along. */
export function tick(board: HTMLElement): void {
  const line = board.querySelector(".cal-now");
  const column = line?.closest<HTMLElement>(".cal-col");
  if (!line || !column) return;
  const now = wallMinutes(Date.now());
  const { from, to } = hoursOf(column);
  if (now < from || now >= to) line.remove();
  else line.className = `cal-now ${spanClass({ from: now, to: now })}`;
}

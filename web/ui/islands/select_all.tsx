import { useEffect, useRef, useState } from "preact/hooks";
import { island } from "#web/islands/island.tsx";

/** Ticks every row of the table it stands in. Without JavaScript it is not there at all. */
function SelectAll({ label }: { label: string }) {
  const box = useRef<HTMLInputElement>(null);
  const [awake, setAwake] = useState(false);

  useEffect(() => {
    setAwake(true);
    const table = box.current?.closest("table");
    if (!table) return;
    const told = box.current?.closest("form")?.querySelector("[data-picked]");
    const reflect = () => show(box.current, rowsOf(table), told);
    table.addEventListener("change", reflect);
    reflect();
    return () => table.removeEventListener("change", reflect);
  }, []);

  function tickAll(event: { currentTarget: HTMLInputElement }) {
    const table = event.currentTarget.closest("table");
    for (const row of table ? rowsOf(table) : []) row.checked = event.currentTarget.checked;
  }

  return (
    <label class="hit" hidden={!awake}>
      <input ref={box} class="ds-input" type="checkbox" aria-label={label} onChange={tickAll} />
    </label>
  );
}

const rowsOf = (table: Element) => [
  ...table.querySelectorAll<HTMLInputElement>('tbody input[name="ids"]'),
];

type Told = Element | null | undefined;

function show(box: HTMLInputElement | null, rows: HTMLInputElement[], told: Told) {
  if (!box) return;
  const ticked = rows.filter((row) => row.checked).length;
  if (told) told.textContent = ticked > 0 ? `(${ticked})` : "";
  box.checked = ticked > 0 && ticked === rows.length;
  box.indeterminate = ticked > 0 && ticked < rows.length;
}

export default island("ui/select_all", SelectAll);

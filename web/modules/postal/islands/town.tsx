import { useEffect, useRef, useState } from "preact/hooks";
import { island } from "#web/islands/island.tsx";

type TownProps = {
  /** The id of the input that holds the code. */
  input: string;
  /** The town of the code that the page came with. */
  town: string;
  /** What to say of a code that nobody has. */
  unknown: string;
};

/** The town beside a postal code; it follows what is typed. */
function Town({ input, town, unknown }: TownProps) {
  const [shown, setShown] = useState(town);
  const known = useRef(new Map<string, string>());

  useEffect(() => {
    const field = document.getElementById(input);
    if (!(field instanceof HTMLInputElement)) return;
    let wanted = "";
    const follow = async () => {
      const code = field.value.trim();
      wanted = code;
      if (!/^\d{4}$/.test(code)) return setShown("");
      const found = known.current.get(code) ?? (await ask(code, unknown));
      if (found === undefined) return; // out of reach: the page says it after saving
      known.current.set(code, found);
      if (wanted === code) setShown(found); // else somebody typed on meanwhile
    };
    const listen = () => void follow();
    field.addEventListener("input", listen);
    if (town === "") listen();
    return () => field.removeEventListener("input", listen);
  }, [input, town, unknown]);

  return (
    <output class="hint" htmlFor={input}>
      {shown}
    </output>
  );
}

async function ask(code: string, unknown: string): Promise<string | undefined> {
  try {
    const response = await fetch(`/api/v1/postal-codes/${code}`);
    if (response.status === 404) return unknown;
    if (!response.ok) return undefined;
    const { town } = (await response.json()) as { town: string };
    return town;
  } catch {
    return undefined;
  }
}

export default island("postal/town", Town);

/** What a browser would send of a form, by name. */
export type Filled = Record<string, string | string[]>;

/** Reads the form with that action out of a page, with everything that is filled in and ticked. */
export async function formIn(html: string, action: string): Promise<Filled> {
  const filled = new Map<string, string[]>();
  const add = (name: string, value: string) =>
    filled.set(name, [...(filled.get(name) ?? []), decoded(value)]);
  const form = `form[action="${action}"]`;
  let select = "";
  let area = "";
  const told = new HTMLRewriter()
    .on(`${form} input`, {
      element(input) {
        const [name, type] = [input.getAttribute("name"), input.getAttribute("type")];
        const box = type === "checkbox" || type === "radio";
        if (name && (!box || input.hasAttribute("checked")))
          add(name, input.getAttribute("value") ?? "");
      },
    })
    .on(`${form} textarea`, {
      element(textarea) {
        const name = textarea.getAttribute("name") ?? "";
        area = "";
        textarea.onEndTag(() => void add(name, area));
      },
      text(part) {
        area += part.text;
      },
    })
    .on(`${form} select`, {
      element(element) {
        select = element.getAttribute("name") ?? "";
        filled.set(select, []);
        const name = select;
        element.onEndTag(() => {
          if (filled.get(name)?.length === 0) add(name, "");
        });
      },
    })
    .on(`${form} option[selected]`, {
      element(option) {
        add(select, option.getAttribute("value") ?? "");
      },
    });
  await told.transform(new Response(html, { headers: { "content-type": "text/html" } })).text();
  if (filled.size === 0) throw new Error(`Cannot find a form for ${action}`);
  filled.delete("_token");
  return Object.fromEntries(
    [...filled].map(([name, values]) => [name, values.length > 1 ? values : (values[0] ?? "")]),
  );
}

const decoded = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

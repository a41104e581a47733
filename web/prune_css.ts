/**
 * Selectors of Designsystemet for what no page of ours has: its cards of several blocks, outlined
 * variants, counters, sizes that we do not offer. They are a tenth of what a visitor would load.
 */
export const absentClasses =
  "card__block|floating|checkbox--|readonly-icon|focus|skiplink|icon|print-preserve|list--";
export const absentMarks =
  "data-clickdelegatefor|data-border|data-sticky-header|data-zebra|data-overscroll|data-weight|data-width|data-fullwidth|data-icon|data-size|data-variant=outline|data-field=counter|data-state=over|data-position=end|aria-busy|aria-disabled|aria-readonly";
const absent = new RegExp(`\\.ds-(${absentClasses})|\\[(${absentMarks})\\b`);

/** A style sheet without the rules that can match nothing; it must be minified, without comments. */
export function pruned(css: string): string {
  let out = "";
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf("{", at);
    if (open === -1) return out + css.slice(at);
    const close = closing(css, open);
    const head = css.slice(at, open);
    const body = css.slice(open + 1, close);
    at = close + 1;
    // A statement such as @layer may stand before the rule.
    const [, before = "", selector = ""] = /^([\s\S]*;)?([\s\S]*)$/.exec(head) ?? [];
    if (/^@(media|supports|layer|container)/.test(selector)) {
      const inner = pruned(body);
      out += inner ? `${before}${selector}{${inner}}` : before;
    } else if (selector.startsWith("@")) out += `${before}${selector}{${body}}`;
    else {
      const kept = alternatives(selector).filter((one) => !absent.test(outside(one)));
      out += kept.length > 0 ? `${before}${kept.join(",")}{${body}}` : before;
    }
  }
  return out;
}

function closing(css: string, open: number): number {
  let depth = 0;
  for (let i = open; i < css.length; i++) {
    if (css[i] === "{") depth++;
    else if (css[i] === "}" && --depth === 0) return i;
  }
  throw new Error("A rule of the style sheet does not end");
}

/** The selectors of a list; a comma in brackets divides nothing. */
function alternatives(selector: string): string[] {
  const found = [""];
  let depth = 0;
  for (const char of selector) {
    if ("([".includes(char)) depth++;
    if (")]".includes(char)) depth--;
    if (char === "," && depth === 0) found.push("");
    else found[found.length - 1] += char;
  }
  return found;
}

/** A selector without what stands in brackets: ":not(x)" says nothing of x being there. */
function outside(selector: string): string {
  let depth = 0;
  return [...selector]
    .filter((char) => {
      if (char === "(") depth++;
      const kept = depth === 0;
      if (char === ")") depth--;
      return kept;
    })
    .join("");
}

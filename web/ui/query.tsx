import { useView } from "./view.ts";

type Change = Record<string, string | readonly string[] | undefined>;

/** This page's address with some of its query changed; `undefined` takes a name away. */
export function useHref() {
  const { url } = useView();
  return (change: Change): string => {
    const query = new URLSearchParams(url.search);
    for (const [name, value] of Object.entries(change)) {
      query.delete(name);
      for (const one of [value ?? []].flat()) query.append(name, one);
    }
    const text = query.toString();
    return text ? `${url.pathname}?${text}` : url.pathname;
  };
}

/** The rest of the query, carried through a GET form; a search always starts from the first page. */
export function KeepQuery({ except }: { except: readonly string[] }) {
  const { url } = useView();
  const kept = [...url.searchParams].filter(
    ([name, value]) => name !== "after" && value !== "" && !except.includes(name),
  );
  return (
    <>
      {kept.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

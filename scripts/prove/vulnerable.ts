import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";

/**
 * A server with the very faults that the scanners look for. A scanner that finds nothing here
 * proves nothing anywhere.
 */
export async function vulnerable(): Promise<{ url: string; close: () => void }> {
  const file = new DatabaseSync(":memory:");
  file.exec("create table cars (id integer primary key, plate text)");
  file.exec("insert into cars values (1, 'EB10001'), (2, 'EB10002')");
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://x");
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (pathname === "/")
      return response.end('<a href="/car?id=1">car</a> <a href="/hi?name=x">hi</a>');
    if (pathname === "/hi") return response.end(`<p>Hi ${searchParams.get("name")}</p>`);
    try {
      const rows = file
        .prepare(`select plate from cars where id = ${searchParams.get("id")}`)
        .all();
      response.end(`<p>${rows.map((row) => row.plate).join()}</p>`);
    } catch (error) {
      response.statusCode = 500;
      response.end(`[SQLITE_ERROR] SQL error or missing database (${error})`);
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

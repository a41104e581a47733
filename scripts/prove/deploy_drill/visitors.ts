import { Agent, request } from "node:http";

/** What visitors met since they were counted last. */
export type Met = { requests: number; failed: number; said: Map<string, number> };

const pages = ["/sign-in", "/forgot", "/students", "/robots.txt", "/healthz", "/nothing-here"];
const TIMEOUT = 30_000;

/** So many requests a second, whatever the answers take, until `stop()`. */
export class Visitors {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #url: URL;
  #met: Met = none();
  #sent = 0;
  #open = 0;

  constructor(url: string, perSecond: number) {
    this.#url = new URL(url);
    const began = performance.now();
    this.#timer = setInterval(() => {
      const due = ((performance.now() - began) / 1000) * perSecond;
      for (; this.#sent < due; this.#sent++) this.#visit(pages[this.#sent % pages.length] ?? "/");
    }, 10);
  }

  #visit(path: string): void {
    const { hostname: host, port } = this.#url;
    this.#open++;
    const end = (fault?: string) => {
      this.#open--;
      this.#met.requests++;
      if (!fault) return;
      this.#met.failed++;
      this.#met.said.set(fault, (this.#met.said.get(fault) ?? 0) + 1);
    };
    const ask = { agent: this.#agent, host, port, path, timeout: TIMEOUT };
    const asked = request(ask, (answer) => {
      const { statusCode = 0 } = answer;
      answer.resume();
      answer.once("end", () => end(statusCode >= 500 ? `${statusCode} ${path}` : undefined));
      answer.once("error", (error) => end(error.message));
    });
    asked.once("timeout", () => asked.destroy(new Error("no answer in 30 s")));
    asked.once("error", (error) => {
      // A kept connection may have been closed meanwhile: like a browser she asks anew.
      const anew = asked.reusedSocket && /ECONNRESET|socket hang up/.test(error.message);
      if (!anew) return end(error.message);
      this.#open--;
      this.#visit(path);
    });
    asked.end();
  }

  /** What they met since the last call. */
  take(): Met {
    const met = this.#met;
    this.#met = none();
    return met;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    for (let tries = 300; this.#open > 0 && tries > 0; tries--)
      await new Promise((done) => setTimeout(done, 100));
    this.#agent.destroy();
  }
}

const none = (): Met => ({ requests: 0, failed: 0, said: new Map() });

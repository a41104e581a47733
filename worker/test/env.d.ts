declare namespace Cloudflare {
  interface Env extends Bindings {}
  interface GlobalProps {
    mainModule: typeof import("../main.ts");
  }
}

type Bindings = import("../lib/env.ts").Bindings & {
  MIGRATIONS: import("cloudflare:test").D1Migration[];
};

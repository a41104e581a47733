/** On which day the tests run, counted from today. */
declare const DAYS_AHEAD: number;

const moved = Symbol.for("tms.days_ahead");
const ahead = DAYS_AHEAD * 86_400_000;
const Now = Date;

// What is true only this year would turn main red in the next. Once: each file sets up anew.
if (ahead !== 0 && !(moved in globalThis)) {
  const now = () => Now.now() + ahead;
  const Moved = new Proxy(Now, {
    construct: (target, given) => Reflect.construct(target, given.length > 0 ? given : [now()]),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
  Object.assign(globalThis, { Date: Moved, [moved]: true });
}

import { createEmulator, defineEmulator, type EmulatorContext } from "emulate";
import { type Boat, type Marina, marina, type Stay } from "./data.ts";

export const key = "demo-marina-key";

type Context = Parameters<Parameters<EmulatorContext<Marina>["app"]["get"]>[1]>[0];
type Fault = readonly [pointer: string, detail: string];

/** Starts the marina on a port of loopback. Its openapi.yaml says what it can do. */
export async function startMarina(port: number, publicUrl: string): Promise<{ close(): Promise<void> }> {
  return createEmulator({ service, port, baseUrl: publicUrl });
}

const service = defineEmulator<Marina>({ name: "marina", state: marina, setup });

/** RFC 9457. */
function problem(c: Context, status: number, type: string, detail: string, faults: readonly Fault[] = []) {
  const errors = faults.map(([pointer, text]) => ({ pointer, detail: text }));
  const body = { type: `https://marina.example/problems/${type}`, title: type, status, detail };
  return c.json(errors.length > 0 ? { ...body, errors } : body, status, {
    "content-type": "application/problem+json",
  });
}

/** One page: `{ <name>: […], paging: { total, next } }`. */
function page(c: Context, name: string, all: readonly object[]) {
  const limit = Number(c.req.query("limit") ?? 10);
  const from = Number((c.req.query("cursor") ?? "c_0").slice(2));
  if (!(limit >= 1 && limit <= 50))
    return problem(c, 422, "invalid", "A page has 1 to 50 items.", [["/limit", "must be 1 to 50"]]);
  const next = from + limit < all.length ? `c_${from + limit}` : null;
  return c.json({ [name]: all.slice(from, from + limit), paging: { total: all.length, next } });
}

const overlaps = (stay: Stay, from: string, until: string): boolean =>
  (stay.state === "booked" || stay.state === "arrived") && stay.arrival < until && stay.departure > from;

function setup({ app, state }: EmulatorContext<Marina>): void {
  app.use("*", async (c, next) => {
    if (c.req.header("x-marina-key") === key) return next();
    return problem(c, 401, "unauthorized", "The header X-Marina-Key is missing or wrong.");
  });

  app.get("/berths", (c) => {
    const [from, until] = [c.req.query("freeFrom"), c.req.query("freeUntil")];
    if ((from === undefined) !== (until === undefined))
      return problem(c, 422, "invalid", "freeFrom and freeUntil go together.", [
        [from === undefined ? "/freeFrom" : "/freeUntil", "is needed as well"],
      ]);
    const found = state.berths.filter(
      ({ code, pontoon, lengthMeters }) =>
        pontoon === (c.req.query("pontoon") ?? pontoon) &&
        lengthMeters >= Number(c.req.query("minLength") ?? 0) &&
        !state.stays.some(
          (stay) => stay.berth === code && from !== undefined && overlaps(stay, from, until as string),
        ),
    );
    return page(c, "berths", found);
  });
  app.get("/berths/:berth", (c) => {
    const berth = state.berths.find(({ code }) => code === c.req.param("berth"));
    return berth ? c.json(berth) : problem(c, 404, "not-found", "There is no such berth.");
  });

  app.get("/boats", (c) => {
    const name = (c.req.query("name") ?? "").toLowerCase();
    return page(
      c,
      "boats",
      state.boats.filter((boat) => boat.name.toLowerCase().includes(name)),
    );
  });
  app.post("/boats", async (c) => {
    const given = await c.req.json<Partial<Boat>>();
    const faults = boatFaults(given, true);
    if (faults.length > 0) return problem(c, 422, "invalid", "The boat is not as it should be.", faults);
    const boat = { id: `bt_new${state.boats.length + 1}`, ...given, revision: 1 } as Boat;
    state.boats.push(boat);
    return c.json(boat, 201);
  });
  const boatOf = (c: Context): Boat | undefined => state.boats.find(({ id }) => id === c.req.param("boat"));
  app.get("/boats/:boat", (c) => {
    const boat = boatOf(c);
    return boat ? c.json(boat) : problem(c, 404, "not-found", "There is no such boat.");
  });
  app.patch("/boats/:boat", async (c) => {
    const boat = boatOf(c);
    if (!boat) return problem(c, 404, "not-found", "There is no such boat.");
    const given = await c.req.json<Partial<Boat>>();
    const faults = boatFaults(given, false);
    if (faults.length > 0) return problem(c, 422, "invalid", "The boat is not as it should be.", faults);
    if (given.revision !== boat.revision)
      return problem(c, 409, "changed-meanwhile", `The boat is at revision ${boat.revision} by now.`);
    const owner = { ...boat.owner, ...given.owner };
    Object.assign(boat, given, { owner, id: boat.id, revision: boat.revision + 1 });
    return c.json(boat);
  });
  app.put("/boats/:boat/papers", async (c) => {
    const boat = boatOf(c);
    if (!boat) return problem(c, 404, "not-found", "There is no such boat.");
    state.papers[boat.id] = Buffer.from(await c.req.arrayBuffer()).toString("base64");
    return c.body(null, 204);
  });
  app.get("/boats/:boat/papers", (c) => {
    const papers = state.papers[c.req.param("boat") ?? ""];
    if (papers === undefined) return problem(c, 404, "not-found", "This boat has no papers here.");
    return c.body(new Uint8Array(Buffer.from(papers, "base64")), 200, {
      "content-type": "application/octet-stream",
    });
  });

  app.get("/stays", (c) => {
    const wanted = ["berth", "boat", "state"] as const;
    const found = state.stays.filter((stay) =>
      wanted.every((name) => stay[name] === (c.req.query(name) ?? stay[name])),
    );
    return page(c, "stays", found);
  });
  app.post("/stays", async (c) => {
    const given = await c.req.json<Partial<Stay>>();
    const faults = stayFaults(given, state);
    if (faults.length > 0) return problem(c, 422, "invalid", "The stay is not as it should be.", faults);
    const { berth, arrival, departure } = given as Stay;
    if (state.stays.some((stay) => stay.berth === berth && overlaps(stay, arrival, departure)))
      return problem(c, 409, "berth-taken", `Berth ${berth} is taken in that time.`);
    const stay = {
      id: `st_${String(state.stays.length + 1).padStart(3, "0")}`,
      ...given,
      state: "booked",
    } as Stay;
    state.stays.push(stay);
    return c.json(stay, 201);
  });
  const stayOf = (c: Context): Stay | undefined => state.stays.find(({ id }) => id === c.req.param("stay"));
  app.get("/stays/:stay", (c) => {
    const stay = stayOf(c);
    return stay ? c.json(stay) : problem(c, 404, "not-found", "There is no such stay.");
  });
  app.post("/stays/:stay/cancellation", (c) => {
    const stay = stayOf(c);
    if (!stay) return problem(c, 404, "not-found", "There is no such stay.");
    if (stay.state === "cancelled")
      return problem(c, 409, "already-cancelled", "The stay is cancelled already.");
    if (stay.state !== "booked")
      return problem(c, 409, "has-begun", "A stay that has begun can't be cancelled.");
    stay.state = "cancelled";
    return c.json(stay);
  });

  app.get("/invoices", (c) => {
    const found = state.invoices.filter(
      (one) =>
        one.boat === (c.req.query("boat") ?? one.boat) && one.state === (c.req.query("state") ?? one.state),
    );
    return page(c, "invoices", found);
  });
  app.get("/invoices/:invoice", (c) => {
    const invoice = state.invoices.find(({ id }) => id === c.req.param("invoice"));
    return invoice ? c.json(invoice) : problem(c, 404, "not-found", "There is no such invoice.");
  });
  app.post("/invoices/:invoice/payments", async (c) => {
    const invoice = state.invoices.find(({ id }) => id === c.req.param("invoice"));
    if (!invoice) return problem(c, 404, "not-found", "There is no such invoice.");
    const { amountCents } = await c.req.json<{ amountCents?: number }>();
    const left = invoice.amountCents - invoice.paidCents;
    if (invoice.state !== "open")
      return problem(c, 409, `is-${invoice.state}`, `The invoice is ${invoice.state}.`);
    if (!Number.isInteger(amountCents) || (amountCents as number) < 1 || (amountCents as number) > left)
      return problem(c, 422, "invalid", "The payment is not as it should be.", [
        ["/amountCents", `must be a whole number from 1 to ${left}`],
      ]);
    invoice.paidCents += amountCents as number;
    if (invoice.paidCents === invoice.amountCents) invoice.state = "paid";
    return c.json(invoice, 201);
  });
}

function boatFaults(given: Partial<Boat>, whole: boolean): Fault[] {
  const faults: Fault[] = [];
  if (whole && !given.name) faults.push(["/name", "is needed"]);
  if (whole && given.lengthMeters === undefined) faults.push(["/lengthMeters", "is needed"]);
  const phone = given.owner?.phone;
  if (phone !== undefined && !/^\+\d{8,15}$/.test(phone))
    faults.push(["/owner/phone", "must be + and 8 to 15 digits, without blanks"]);
  return faults;
}

function stayFaults(given: Partial<Stay>, { berths, boats }: Marina): Fault[] {
  const faults: Fault[] = [];
  const berth = berths.find(({ code }) => code === given.berth);
  const boat = boats.find(({ id }) => id === given.boat);
  if (!berth) faults.push(["/berth", "there is no such berth"]);
  if (!boat) faults.push(["/boat", "there is no such boat"]);
  for (const name of ["arrival", "departure"] as const)
    if (!/^\d{4}-\d\d-\d\d$/.test(given[name] ?? ""))
      faults.push([`/${name}`, "must be a date such as 2027-07-31"]);
  if ((given.arrival ?? "") >= (given.departure ?? "")) faults.push(["/departure", "must be after arrival"]);
  if (!["transit", "winter", "repair"].includes(given.purpose ?? ""))
    faults.push(["/purpose", "must be transit, winter or repair"]);
  if (berth && boat && boat.lengthMeters > berth.lengthMeters)
    faults.push(["/berth", `is ${berth.lengthMeters} m long, and the boat ${boat.lengthMeters} m`]);
  return faults;
}

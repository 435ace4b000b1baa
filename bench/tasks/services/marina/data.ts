/** A marina at work: made up, so that no model has seen its API, and the same at each start. */
export interface Marina {
  berths: Berth[];
  boats: Boat[];
  stays: Stay[];
  invoices: Invoice[];
  /** In base64, by boat. */
  papers: Record<string, string>;
}

export interface Berth {
  code: string;
  pontoon: string;
  lengthMeters: number;
  depthMeters: number;
  power: boolean;
  nightlyCents: number;
}

export interface Boat {
  id: string;
  name: string;
  lengthMeters: number;
  owner: { name: string; email: string; phone: string };
  revision: number;
}

export interface Stay {
  id: string;
  berth: string;
  boat: string;
  arrival: string;
  departure: string;
  purpose: "transit" | "winter" | "repair";
  state: "booked" | "arrived" | "left" | "cancelled";
}

export interface Invoice {
  id: string;
  boat: string;
  amountCents: number;
  paidCents: number;
  state: "open" | "paid" | "void";
  dueOn: string;
}

const boatNames =
  "Petrel,Storm Petrel,Petrel II,Halcyon,Nordlys,Mistral,Blue Heron,Calypso,Fulmar,Tern,Kittiwake,Sirocco,Albatros,Meltemi,Puffin,Gannet,Bora,Levanter,Curlew,Avocet,Plover,Shearwater,Skua,Turnstone".split(
    ",",
  );
const owners = ["Ada Brunner", "Noah Keller", "Mia Frei", "Luca Weber", "Zoë Graf", "Emil Suter"];

const two = (number: number): string => String(number).padStart(2, "0");
const boatId = (index: number): string => `bt_${((index * 7919 + 104729) % 46656).toString(36)}`;

export function marina(): Marina {
  const berths = ["A", "B", "C", "D", "E", "F"].flatMap((pontoon, row) =>
    Array.from({ length: 10 }, (_, at): Berth => {
      const lengthMeters = 8 + ((at * 7 + row * 3) % 9);
      return {
        code: `${pontoon}-${two(at + 1)}`,
        pontoon,
        lengthMeters,
        depthMeters: 2 + ((at + row) % 4) / 2,
        power: (at + row) % 3 !== 0,
        nightlyCents: lengthMeters * 350,
      };
    }),
  );
  const boats = boatNames.map((name, index): Boat => {
    const owner = owners[index % owners.length] as string;
    const email = `${owner.toLowerCase().replace("ë", "e").replace(" ", ".")}@example.test`;
    const phone = `+4144668${1800 + index}`;
    return {
      id: boatId(index),
      name,
      lengthMeters: 7.5 + ((index * 5) % 17) / 2,
      owner: { name: owner, email, phone },
      revision: 1 + (index % 3),
    };
  });
  const stays = Array.from({ length: 64 }, (_, index): Stay => {
    const day = 1 + (index % 9) * 3;
    return {
      id: `st_${String(index + 1).padStart(3, "0")}`,
      berth: (berths[(index * 11) % 60] as Berth).code,
      boat: boatId((index * 5) % 24),
      arrival: `2027-07-${two(day)}`,
      departure: `2027-07-${two(day + 3)}`,
      purpose: index % 7 === 3 ? "repair" : index % 5 === 2 ? "winter" : "transit",
      state: index % 8 === 5 ? "cancelled" : index < 12 ? "arrived" : "booked",
    };
  });
  const invoices = Array.from(
    { length: 40 },
    (_, index): Invoice => ({
      id: `inv_${1001 + index}`,
      boat: boatId((index * 13 + (index % 5) * 4) % 24),
      amountCents: 4500 + ((index * 1777) % 23000),
      paidCents: index % 3 === 0 ? 4500 + ((index * 1777) % 23000) : 0,
      state: index % 3 === 0 ? "paid" : index % 11 === 4 ? "void" : "open",
      dueOn: `2027-0${1 + (index % 6)}-15`,
    }),
  );
  const first = Buffer.from("Certificate of registry\nPetrel, 7.5 m\n");
  return { berths, boats, stays, invoices, papers: { [boatId(0)]: first.toString("base64") } };
}

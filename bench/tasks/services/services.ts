import type { Service } from "../lib/service.ts";
import { github } from "./github.ts";
import { marina } from "./marina.ts";

const all: readonly Service[] = [github, marina];

/** By the slug that tasks name. */
export const services: Readonly<Record<string, Service>> = Object.fromEntries(
  all.map((one) => [one.slug, one]),
);

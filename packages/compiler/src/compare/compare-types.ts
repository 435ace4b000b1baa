import type { ArgumentType, ArgumentTypes, Field } from "@specwire/contract";
import { own } from "@specwire/contract";
import { quote } from "../diagnostics/display.ts";
import type { Finding, Say } from "./change.ts";
import { sayTo } from "./change.ts";
import { compareField } from "./compare-field.ts";
import { compareScalars } from "./compare-scalars.ts";
import { either, kindWords, placed } from "./type-words.ts";
import { keyed, pairVariants } from "./variants.ts";

/** A type is compared with so many types of the other connector; beyond, it counts as another type. */
const mostPartners = 16;
/** So many types are looked at to tell whether one variant of a union has become part of another. */
const probeBudget = 200;

const nouns: Readonly<Partial<Record<ArgumentType["kind"], string>>> = {
  string: "text",
  integer: "number",
  number: "number",
  array: "list",
  object: "object",
};

/** Two named types (or what stands in place of one) that are compared once, whoever uses them. */
interface Pair {
  readonly label: string;
  readonly findings: Finding[];
  /** Pairs that use this one. */
  readonly users: Set<Pair>;
  readonly operations: Set<string>;
}

/** Who asks: an operation or a pair. */
type Owner = { readonly operation: string; readonly say: Say } | { readonly pair: Pair; readonly say: Say };

/**
 * Compares the types of arguments. What is named is compared once for each two names that meet, off the stack,
 * so that recursion ends and the work stays linear in the size of the two connectors.
 */
export class TypeComparison {
  readonly #before: ArgumentTypes;
  readonly #after: ArgumentTypes;
  readonly #pairs = new Map<ArgumentType, Map<ArgumentType, Pair>>();
  readonly #waiting: (() => void)[] = [];

  /** How many types are looked at before it gives up. */
  #budget: number;

  constructor(before: ArgumentTypes, after: ArgumentTypes, budget: number = Number.POSITIVE_INFINITY) {
    this.#before = before;
    this.#after = after;
    this.#budget = budget;
  }

  /** Compares what an operation takes at a place; findings in named types come with {@link finish}. */
  compare(before: ArgumentType, after: ArgumentType, at: string, operation: string, say: Say): void {
    this.#types(before, after, at, { operation, say });
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) next();
  }

  /** Hands over each finding in a named type with the operations that reach it. */
  finish(put: (operations: Iterable<string>, finding: Finding) => void): void {
    for (const partners of this.#pairs.values()) {
      for (const pair of partners.values()) {
        if (pair.findings.length === 0) continue;
        const operations = operationsOf(pair);
        for (const finding of pair.findings) put(operations, finding);
      }
    }
  }

  #types(before: ArgumentType, after: ArgumentType, at: string, owner: Owner): void {
    if (this.#budget-- <= 0) return;
    const [was, is] = [this.#behind(before, this.#before), this.#behind(after, this.#after)];
    this.#nullable(before, was, after, is, at, owner.say);
    if (before.kind !== "reference" && after.kind !== "reference") this.#structures(was, is, at, owner);
    else this.#named(was, is, nameOf(after) ?? nameOf(before) ?? "", at, owner);
  }

  #named(was: ArgumentType, is: ArgumentType, name: string, at: string, owner: Owner): void {
    const partners = this.#pairs.get(was) ?? new Map<ArgumentType, Pair>();
    this.#pairs.set(was, partners);
    const known = partners.get(is);
    if (known === undefined && partners.size >= mostPartners) {
      owner.say("type", at, `is of another type now: ${quote(name)}`, ["commands"]);
      return;
    }
    const pair: Pair = known ?? {
      label: `type ${quote(name).slice(1, -1)}`,
      findings: [],
      users: new Set(),
      operations: new Set(),
    };
    if ("pair" in owner) pair.users.add(owner.pair);
    else pair.operations.add(owner.operation);
    if (known !== undefined) return;
    partners.set(is, pair);
    const say = sayTo((finding) => pair.findings.push(finding));
    this.#waiting.push(() => this.#structures(was, is, pair.label, { pair, say }));
  }

  #nullable(
    before: ArgumentType,
    was: ArgumentType,
    after: ArgumentType,
    is: ArgumentType,
    at: string,
    say: Say,
  ): void {
    const takesNull = (site: ArgumentType, target: ArgumentType) =>
      target.kind === "any" ||
      ("nullable" in site && site.nullable) ||
      ("nullable" in target && target.nullable);
    const [did, does] = [takesNull(before, was), takesNull(after, is)];
    if (was.kind === "any" || is.kind === "any" || did === does) return;
    if (did) say("type", at, "no longer takes null", ["commands"]);
    else say("type", at, "takes null too");
  }

  #structures(was: ArgumentType, is: ArgumentType, at: string, owner: Owner): void {
    const { say } = owner;
    if (is.kind === "any") {
      if (was.kind !== "any") say("type", at, "takes any JSON now");
    } else if (was.kind === "any") {
      say("type", at, `took any JSON, takes ${kindWords(is)} now`, ["commands"]);
    } else if (was.kind === "union" || is.kind === "union") {
      this.#unions(was, is, at, owner);
    } else if (was.kind === "object" && is.kind === "object") {
      this.#fields(was.properties, is.properties, at, owner);
      this.#others(was.additional, is.additional, at, owner);
    } else if (was.kind === "array" && is.kind === "array") {
      compareScalars(was, is, at, say);
      this.#types(was.items, is.items, `${at}[]`, owner);
    } else compareScalars(was, is, at, say);
  }

  #fields(was: readonly Field[], is: readonly Field[], at: string, owner: Owner): void {
    const { say } = owner;
    const earlier = new Map(was.map((field) => [field.name, field]));
    const later = new Set(is.map((field) => field.name));
    for (const field of was) {
      if (!later.has(field.name)) say("field-removed", placed(at, field.name), "is gone", ["commands"]);
    }
    for (const field of is) {
      const place = placed(at, field.name);
      const before = earlier.get(field.name);
      if (before !== undefined) {
        compareField(before, field, place, say);
        this.#types(before.type, field.type, place, owner);
      } else if (field.required) say("field-added", place, "is new and required", ["commands"]);
      else say("field-added", place, "is new");
    }
  }

  #others(was: ArgumentType | undefined, is: ArgumentType | undefined, at: string, owner: Owner): void {
    if (was !== undefined && is !== undefined) this.#types(was, is, placed(at, "*"), owner);
    else if (was !== undefined)
      owner.say("type", at, "takes only the members that are listed now", ["commands"]);
    else if (is !== undefined) owner.say("type", at, "takes further members too");
  }

  /** Variants are the same where they have one value of the discriminator, one name, or else one kind. */
  #unions(was: ArgumentType, is: ArgumentType, at: string, owner: Owner): void {
    const { pairs, gone, come } = pairVariants(
      keyed(was, (type) => this.#behind(type, this.#before)),
      keyed(is, (type) => this.#behind(type, this.#after)),
    );
    for (const [before, after] of pairs) this.#types(before, after, at, owner);
    const left = gone.filter((variant) => !this.#takenBy(is, variant));
    if (left.length > 0)
      owner.say("type", at, `no longer takes ${either(left.map((one) => this.#goneWords(one, is)))}`, [
        "commands",
      ]);
    if (come.length > 0) owner.say("type", at, `takes ${either(come.map(kindWords))} too`);
  }

  #goneWords(variant: ArgumentType, union: ArgumentType): string {
    const { kind } = this.#behind(variant, this.#before);
    const stays = variantsOf(union).some((one) => this.#behind(one, this.#after).kind === kind);
    return stays && variant.kind !== "reference"
      ? `every kind of ${nouns[kind] ?? kind} that it did`
      : kindWords(variant);
  }

  /** Whether some variant takes all that an earlier one took; false where that takes long to tell. */
  #takenBy(union: ArgumentType, earlier: ArgumentType): boolean {
    if (this.#budget !== Number.POSITIVE_INFINITY) return false;
    return variantsOf(union)
      .slice(0, mostPartners)
      .some((variant) => {
        const probe = new TypeComparison(this.#before, this.#after, probeBudget);
        let breaks = false;
        const note = (finding: Finding) => {
          breaks ||= finding.breaks.length > 0;
        };
        probe.compare(earlier, variant, "", "", sayTo(note));
        probe.finish((_, finding) => note(finding));
        return !breaks && probe.#budget > 0;
      });
  }

  #behind(type: ArgumentType, types: ArgumentTypes): ArgumentType {
    let current = type;
    for (let hops = 0; current.kind === "reference"; hops++) {
      const next = own(types, current.name);
      if (next === undefined || hops > 20) return { kind: "any" };
      current = next;
    }
    return current;
  }
}

function variantsOf(type: ArgumentType): readonly ArgumentType[] {
  return type.kind === "union" ? type.variants : [type];
}

function nameOf(type: ArgumentType): string | undefined {
  return type.kind === "reference" ? type.name : undefined;
}

/** Everything that uses a pair, through other pairs too. */
function operationsOf(pair: Pair): Set<string> {
  const seen = new Set([pair]);
  const found = new Set<string>();
  for (const one of seen) {
    for (const id of one.operations) found.add(id);
    for (const user of one.users) seen.add(user);
  }
  return found;
}

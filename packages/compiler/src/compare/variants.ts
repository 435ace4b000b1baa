import type { ArgumentType } from "@specwire/contract";

/** A variant of a union, with what tells it from the others. */
export interface Variant {
  readonly type: ArgumentType;
  readonly key: string;
  readonly kind: ArgumentType["kind"];
}

type Behind = (type: ArgumentType) => ArgumentType;

/** The variants of a union, or a type as the only one. */
export function keyed(type: ArgumentType, behind: Behind): Variant[] {
  const variants = type.kind === "union" ? type.variants : [type];
  const discriminator = type.kind === "union" ? type.discriminator : undefined;
  return variants.map((variant, place) => {
    const target = behind(variant);
    const words = Object.entries(discriminator?.mapping ?? {}).filter(([, one]) => one === place);
    const value = words.length === 0 ? undefined : words.map(([word]) => word).join(" ");
    const name = variant.kind === "reference" ? `# ${variant.name}` : variant.kind;
    return { type: variant, key: value === undefined ? name : `= ${value}`, kind: target.kind };
  });
}

export interface PairedVariants {
  readonly pairs: readonly (readonly [before: ArgumentType, after: ArgumentType])[];
  readonly gone: readonly ArgumentType[];
  readonly come: readonly ArgumentType[];
}

/** Pairs by key, in order; then what is left by kind, as a type that was renamed would be. */
export function pairVariants(before: readonly Variant[], after: readonly Variant[]): PairedVariants {
  const byKey = pairBy(before, after, ({ key }) => key);
  const byKind = pairBy(byKey.gone, byKey.come, ({ kind }) => kind);
  return {
    pairs: [...byKey.pairs, ...byKind.pairs],
    gone: byKind.gone.map(({ type }) => type),
    come: byKind.come.map(({ type }) => type),
  };
}

function pairBy(
  before: readonly Variant[],
  after: readonly Variant[],
  by: (variant: Variant) => string,
): { pairs: [ArgumentType, ArgumentType][]; gone: Variant[]; come: Variant[] } {
  const free = new Map<string, Variant[]>();
  for (const one of after) {
    const same = free.get(by(one));
    if (same === undefined) free.set(by(one), [one]);
    else same.push(one);
  }
  for (const same of free.values()) same.reverse();
  const gone: Variant[] = [];
  const taken = new Set<Variant>();
  const pairs = before.flatMap((one): [ArgumentType, ArgumentType][] => {
    const partner = free.get(by(one))?.pop();
    if (partner === undefined) {
      gone.push(one);
      return [];
    }
    taken.add(partner);
    return [[one.type, partner.type]];
  });
  return { pairs, gone, come: after.filter((one) => !taken.has(one)) };
}

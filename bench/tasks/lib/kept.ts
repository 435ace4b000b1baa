/** Values of answers, kept under names for later requests. */
export class Kept {
  readonly #values = new Map<string, unknown>();

  /** @param places names, and where in the JSON each value is: `object.sha` */
  take(json: string, places: Readonly<Record<string, string>>): void {
    for (const [name, place] of Object.entries(places))
      this.#values.set(name, valueAt(JSON.parse(json), place));
  }

  /** `{sha}` is replaced. */
  inText(text: string): string {
    return text.replace(/\{(\w+)\}/g, (all, name) => String(this.#values.get(name) ?? all));
  }

  /** A text that is nothing but `{count}` becomes the value, a number as a number. */
  inJson(json: string): string {
    const whole = json.replace(/"\{(\w+)\}"/g, (all, name) => JSON.stringify(this.#values.get(name)) ?? all);
    return this.inText(whole);
  }
}

function valueAt(value: unknown, place: string): unknown {
  return place
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], value);
}

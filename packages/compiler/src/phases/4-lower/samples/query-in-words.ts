import type { ResolvedOperation } from "../../2-resolve/resolved-connector.ts";

/** The value of a query parameter in a URL or a query string that a description shows: `q=tetris+language:go`. */
export function queryInWords(
  name: string,
  { description = "", parameters }: ResolvedOperation,
): string | undefined {
  const texts = [
    ...parameters.flatMap((one) => (one.name === name ? (one.description ?? "") : [])),
    description,
  ];
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const shown = new RegExp(`(?:\`|[?&])${literal}=([^&\`\\s"'()<>]+)`);
  for (const text of texts) {
    const [, value] = shown.exec(text) ?? [];
    if (value === undefined) continue;
    try {
      return decodeURIComponent(value.replaceAll("+", " ")).trim();
    } catch {}
  }
  return undefined;
}

/** Where a reference leads, by its words alone. */
export type Target =
  | { readonly kind: "here" }
  /** Relative to the spec's folder; in order of preference. */
  | { readonly kind: "file"; readonly paths: readonly string[] }
  | { readonly kind: "remote"; readonly url: string }
  /** Where no reference may lead, or nowhere. */
  | { readonly kind: "outside" };

const longest = 4096;
const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/** `other.yaml#/a` as its two parts; the fragment is "" where there is none. */
export function splitReference(reference: string): { readonly uri: string; readonly fragment: string } {
  const at = reference.indexOf("#");
  return at < 0
    ? { uri: reference, fragment: "" }
    : { uri: reference.slice(0, at), fragment: reference.slice(at + 1) };
}

/** What `uri` means in a file: one of the spec's folder, named relative to it, or one with a URL of its own. */
export function targetOf(uri: string, from: string): Target {
  if (uri.trim() === "") return { kind: "here" };
  if (uri.length > longest) return { kind: "outside" };
  if (isRemote(from) || isRemote(uri)) return remoteTarget(uri, from);
  if (scheme.test(uri) || uri.startsWith("/")) return { kind: "outside" };
  const decoded = decodePercent(uri);
  const paths = [...new Set([decoded, uri])].flatMap((one) => inFolder(from, one) ?? []);
  // What is encoded must not lead where the same in plain words doesn't.
  return inFolder(from, decoded) === undefined || paths.length === 0
    ? { kind: "outside" }
    : { kind: "file", paths };
}

/** Whether a file is known by a URL. */
export function isRemote(path: string): boolean {
  return /^(https?:)?\/\//i.test(path);
}

function remoteTarget(uri: string, from: string): Target {
  try {
    const url = new URL(uri, isRemote(from) ? from : "https://spec.invalid/");
    url.hash = "";
    const fine = /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
    return fine ? { kind: "remote", url: url.href } : { kind: "outside" };
  } catch {
    return { kind: "outside" };
  }
}

/** A path beside a file, from the spec's folder on; undefined where it leads out of that. */
export function inFolder(from: string, relative: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file of ours has one in its name
  if (/[\\\u0000-\u001f]/.test(relative) || relative.startsWith("/")) return undefined;
  const parts = from.split("/").slice(0, -1);
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? undefined : parts.join("/");
}

/** How a file is named in a canonical reference: from the folder of the entry file on. */
export function relativeName(entry: string, path: string): string {
  if (isRemote(path)) return path;
  const base = entry.split("/").slice(0, -1);
  const parts = path.split("/");
  let same = 0;
  while (same < base.length && same < parts.length - 1 && base[same] === parts[same]) same++;
  return [...base.slice(same).map(() => ".."), ...parts.slice(same)].join("/").replaceAll("#", "%23");
}

/**
 * Whether a file that a document names may be one of its own. Whoever wrote the document may not know what else lies
 * beside it once it has been downloaded: hidden files and folders, keys and notes are none of its business.
 */
export function isPartOf(entry: string, path: string): boolean {
  const parts = relativeName(entry, path).split("/");
  const isHidden = parts.some((part) => part.startsWith(".") && part !== "..");
  return path === entry || (!isHidden && (/\.(json|ya?ml)$/i.test(path) || isProse(path)));
}

/** Whether a file is read as the text that it is. */
export function isProse(path: string): boolean {
  return /\.(md|markdown|mdx)$/i.test(path);
}

/** Percent-decoded, where it is encoded well. */
export function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

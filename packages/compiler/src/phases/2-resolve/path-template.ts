/** Whether a path template, written or a document's, leads where it says: nothing in it ends or rewrites the path. */
export function isPlainPath(path: string): boolean {
  const decoded = path
    .replaceAll(/%2e/gi, ".")
    .replaceAll(/%2f/gi, "/")
    .replaceAll(/%5c/gi, "\\")
    .replaceAll(/%[01][0-9a-f]|%7f/gi, "\n");
  if (!decoded.startsWith("/") || decoded.includes("//") || /[?#\\\s\p{Cc}]/u.test(decoded)) return false;
  return !decoded.split("/").some((segment) => segment === "." || segment === "..");
}

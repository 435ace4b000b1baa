import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const schema = "@specwire/compiler/schema/connector.schema.json";

/**
 * What an editor finds the format's JSON Schema by, from a spec in this folder: a relative path where both
 * are in one project, else a URL.
 */
export function schemaReference(folder: string): string {
  const installed = nearestInstalled(resolve(folder));
  if (installed !== undefined) return written(folder, installed);
  const own = fileURLToPath(import.meta.resolve(schema));
  return sameProject(realFolder(folder), own) ? written(folder, own) : pathToFileURL(own).href;
}

/** The path through node_modules, which stays the same when the package is updated. */
function nearestInstalled(folder: string): string | undefined {
  const file = join(folder, "node_modules", schema);
  if (existsSync(file)) return file;
  const above = dirname(folder);
  return above === folder ? undefined : nearestInstalled(above);
}

function written(folder: string, file: string): string {
  const way = relative(resolve(folder), file);
  // Editors end the reference at the first blank.
  if (/\s/.test(way) || /^[A-Za-z]:/.test(way)) return pathToFileURL(file).href;
  return way.split(sep).join("/");
}

/** Whether a package.json stands above both. */
function sameProject(folder: string, file: string): boolean {
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, "package.json")) && file.startsWith(above + sep)) return true;
    if (above === dirname(above)) return false;
  }
}

/** The folder may not exist yet. */
function realFolder(folder: string): string {
  const path = resolve(folder);
  if (existsSync(path)) return realpathSync(path);
  return join(realFolder(dirname(path)), relative(dirname(path), path));
}

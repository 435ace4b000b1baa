// Packs the packages for a project of one's own, as they would be published:
//
//   npm run pack -- <folder>      paths belong to the folder you are in
import { basename, join, resolve } from "node:path";
import { buildAndPack, publicPackages } from "./lib/packed.ts";

const [given, ...more] = process.argv.slice(2);
if (given === undefined || more.length > 0) {
  console.error("Say which folder: npm run pack -- <folder>");
  process.exit(2);
}
const root = join(import.meta.dirname, "..");
const folder = resolve(process.env.SPECWIRE_USER_FOLDER ?? process.cwd(), given);
const packed = await buildAndPack(root, publicPackages(root), folder);
console.log(`Packed into ${folder}:`);
for (const { manifest, tarball } of packed)
  console.log(`  ${basename(tarball).padEnd(32)} ${manifest.description}`);

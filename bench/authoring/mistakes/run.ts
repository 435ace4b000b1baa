// Prints what is named and what is repaired, and with names of cases, these in full.
import { type Graded, grade, mistakes } from "./grade.ts";

const asked = process.argv.slice(2);
const graded = mistakes()
  .filter(({ name }) => asked.length === 0 || asked.includes(name))
  .map(grade);
const share = (part: readonly Graded[]) =>
  `${part.length} of ${graded.length} (${((100 * part.length) / graded.length).toFixed(1)} %)`;
const unnamed = graded.filter(({ named }) => !named);
console.log(`named: ${share(graded.filter(({ named }) => named))}`);
console.log(
  `repaired to a spec without errors: ${share(graded.filter(({ repaired }) => repaired !== "none"))}`,
);
console.log(
  `repaired to what was meant, asked for 80 %: ${share(graded.filter(({ repaired }) => repaired === "same"))}`,
);
if (unnamed.length > 0) console.log(`not named: ${unnamed.map(({ name }) => name).join(", ")}`);
for (const { name, found, repaired, text } of asked.length > 0 ? graded : [])
  console.log(`\n${name}: ${repaired}\n${found.join("\n")}\n\n${text}`);

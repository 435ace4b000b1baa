// For references: prints the value at a dot path of the JSON that comes in; `*` takes it of each item of a list.
let text = "";
for await (const chunk of process.stdin) text += chunk;

function at(value, [name, ...rest]) {
  if (name === undefined) return [value];
  if (name === "*") return value.flatMap((item) => at(item, rest));
  if (value?.[name] === undefined)
    throw new Error(`nothing at ${name} in ${JSON.stringify(value).slice(0, 200)}`);
  return at(value[name], rest);
}
for (const found of at(JSON.parse(text), (process.argv[2] ?? "").split(".")))
  console.log(typeof found === "string" ? found : JSON.stringify(found));

import { join } from "node:path";
import { minifySync } from "rolldown/utils";
import {
  type ClassDeclaration,
  type FunctionDeclaration,
  type Identifier,
  type InterfaceDeclaration,
  Node,
  Project,
  type SourceFile,
  type Statement,
  type TypeAliasDeclaration,
  ts,
  type VariableDeclaration,
} from "ts-morph";

/** The code of a generated CLI as one text. */
export interface KitText {
  /** As it was written: for people, Bun and Deno. */
  readonly typescript: string;
  /** Without types, comments and blanks, in ASCII: for a fast start on Node.js. Names of declarations are kept. */
  readonly javascript: string;
}

/**
 * Puts the modules that an entry reaches into one text: imports and exports go, what nothing reaches goes,
 * everything else stays as it was written. Exported names must be unique, since they end up side by side; a
 * private name that is taken already gets a number.
 *
 * The text is one block without import, export or top-level await, so that it runs as a module and as a script:
 * whichever of them the nearest package.json makes of a `.ts` file. The block keeps the names of two generated
 * CLIs apart where they are type-checked together.
 */
export function bundleKit(root: string, entry: string, start: string): KitText {
  const project = new Project({
    compilerOptions: { allowImportingTsExtensions: true, noLib: true, noResolve: true },
  });
  const files = modulesInOrder(project, root, join(root, entry));
  renamePrivateClashes(files);
  const declarations = collectDeclarations(files);
  const kept = reachable(declarations, start);
  const text = [...declarations]
    .filter(([name, one]) => kept.has(one) && one.names[0] === name)
    .map(([, one]) => one.text)
    .join("\n\n");
  const program = (code: string) => `"use strict";\n{\n${code}\n\nvoid ${start}(process.argv[1]);\n}\n`;
  return { typescript: program(text), javascript: program(compact(eraseTypes(text))) };
}

/** The modules behind an entry, each after those it imports. */
function modulesInOrder(project: Project, root: string, entry: string): SourceFile[] {
  const ordered: SourceFile[] = [];
  const visited = new Set<string>();
  const visit = (path: string) => {
    if (visited.has(path)) return;
    visited.add(path);
    const file = project.addSourceFileAtPath(path);
    for (const one of [...file.getImportDeclarations(), ...file.getExportDeclarations()]) {
      const specifier = one.getModuleSpecifierValue();
      if (specifier === undefined) continue;
      if (specifier.startsWith("node:"))
        throw new Error(`${path} imports ${specifier}; use process.getBuiltinModule`);
      visit(
        specifier === "@specwire/contract"
          ? join(root, "packages/contract/src/index.ts")
          : join(path, "..", specifier),
      );
    }
    ordered.push(file);
  };
  visit(entry);
  return ordered;
}

function renamePrivateClashes(files: readonly SourceFile[]): void {
  const named = (file: SourceFile) =>
    file.getStatements().flatMap((one) => (isModuleLink(one) ? [] : namedNodes(one, file)));
  const taken = new Set(
    files.flatMap((file) =>
      named(file)
        .filter((one) => one.isExported())
        .map((one) => one.getName()),
    ),
  );
  for (const file of files) {
    for (const one of named(file).filter((one) => !one.isExported())) {
      const name = one.getName() ?? "";
      let unique = name;
      for (let number = 2; taken.has(unique); number++) unique = `${name}${number}`;
      if (unique !== name) one.rename(unique);
      taken.add(unique);
    }
  }
}

interface Declaration {
  readonly names: readonly string[];
  readonly text: string;
  /** What it names outside of itself. */
  readonly mentions: ReadonlySet<string>;
}

function collectDeclarations(files: readonly SourceFile[]): Map<string, Declaration> {
  const declarations = new Map<string, Declaration>();
  for (const file of files) {
    for (const statement of file.getStatements()) {
      if (isModuleLink(statement)) continue;
      const names = namedNodes(statement, file).map((one) => one.getName() ?? "");
      const mentions = new Set(
        statement
          .getDescendantsOfKind(ts.SyntaxKind.Identifier)
          .filter((one) => !isOwnName(one, statement))
          .map((one) => one.getText()),
      );
      const declaration = { names, mentions, text: withoutExport(statement) };
      for (const name of names) {
        if (declarations.has(name)) throw new Error(`${file.getFilePath()}: a second top-level "${name}"`);
        declarations.set(name, declaration);
      }
    }
  }
  return declarations;
}

/** The name of a member, of a local variable or of a parameter: it means nothing of the same name elsewhere. */
function isOwnName(identifier: Identifier, statement: Statement): boolean {
  const parent = identifier.getParent();
  const isShorthand = Node.isShorthandPropertyAssignment(parent);
  const symbol = isShorthand ? parent.getValueSymbol() : identifier.getSymbol();
  const declarations = symbol?.getDeclarations() ?? [];
  return (
    (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === identifier) ||
    (declarations.length > 0 &&
      declarations.every((one) => one.getFirstAncestor((above) => above === statement) !== undefined))
  );
}

function isModuleLink(statement: Statement): boolean {
  return Node.isImportDeclaration(statement) || Node.isExportDeclaration(statement);
}

type NamedNode =
  | VariableDeclaration
  | FunctionDeclaration
  | ClassDeclaration
  | InterfaceDeclaration
  | TypeAliasDeclaration;

function namedNodes(statement: Statement, file: SourceFile): NamedNode[] {
  if (Node.isVariableStatement(statement)) return statement.getDeclarations();
  if (
    Node.isFunctionDeclaration(statement) ||
    Node.isClassDeclaration(statement) ||
    Node.isInterfaceDeclaration(statement) ||
    Node.isTypeAliasDeclaration(statement)
  )
    return [statement];
  throw new Error(
    `${file.getFilePath()}: only named declarations can be bundled, not ${statement.getKindName()}`,
  );
}

/** The statement with the comments in front of it, and without `export`. */
function withoutExport(statement: Statement): string {
  const comments = statement.getLeadingCommentRanges().map((range) => range.getText());
  const code = statement.getText().replace(/^export (default )?/, "");
  return [...comments.filter((comment) => !comment.includes("biome-ignore")), code].join("\n");
}

function reachable(declarations: ReadonlyMap<string, Declaration>, start: string): Set<Declaration> {
  const kept = new Set<Declaration>();
  const visit = (name: string) => {
    const declaration = declarations.get(name);
    if (declaration === undefined || kept.has(declaration)) return;
    kept.add(declaration);
    for (const mention of declaration.mentions) visit(mention);
  };
  visit(start);
  return kept;
}

function eraseTypes(text: string): string {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      removeComments: true,
      verbatimModuleSyntax: true,
    },
    transformers: { after: [readsPatternsLate] },
  });
  return outputText.replace(/^"use strict";\n/, "");
}

/**
 * `/\p{L}/u` becomes `RegExp("\\p{L}", "u")`: V8 reads the patterns of a whole file before it runs any of it, and the
 * classes of Unicode in a dozen of them take as long as a third of the code.
 */
const readsPatternsLate: ts.TransformerFactory<ts.SourceFile> = (context) => {
  const visit = (node: ts.Node): ts.Node => {
    const [, pattern, flags] = ts.isRegularExpressionLiteral(node)
      ? (/^\/(.*)\/([a-z]*u[a-z]*)$/s.exec(node.text) ?? [])
      : [];
    if (pattern === undefined || flags === undefined) return ts.visitEachChild(node, visit, context);
    const { factory } = context;
    const words = [pattern, flags].map((text) => factory.createStringLiteral(text));
    return factory.createCallExpression(factory.createIdentifier("RegExp"), undefined, words);
  };
  return (file) => ts.visitEachChild(file, visit, context);
};

/** The same code in fewer characters, each of one byte: all of them are scanned at every start. */
function compact(code: string): string {
  // Local names first, of functions as well; then the constants beside the functions that a stack names.
  const local = minified(code, { toplevel: false });
  const compacted = minified(local, { toplevel: true, keepNames: { function: true, class: true } });
  checkFree(compacted);
  const shorter = often.reduce((text, [long, short]) => text.replaceAll(long, () => short), compacted);
  const names = often.map(([long, short]) => `${short}=${long}`).join(",");
  return `const ${names};${shorter}`.replace(
    /[^\n -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** What is written hundreds of times, and a name that nothing else has. */
const often = [
  ["void 0", "u$"],
  ["process.getBuiltinModule", "m$"],
  ["Object.fromEntries", "f$"],
  ["Object.entries", "e$"],
  ["Object.keys", "k$"],
  ["JSON.stringify", "j$"],
  ["Array.isArray", "a$"],
  ["Math.max", "x$"],
] as const;

function checkFree(code: string): void {
  for (const [long, short] of often)
    if (new RegExp(`(?<![\\w$])${short.replace("$", "\\$")}(?![\\w{])`).test(code))
      throw new Error(`${short} can't stand for ${long}: it is taken`);
}

function minified(
  code: string,
  mangle: Exclude<NonNullable<Parameters<typeof minifySync>[2]>["mangle"], boolean | undefined>,
): string {
  const { code: compacted, errors } = minifySync("cli-kit.js", code, {
    compress: { target: "es2022", unused: false, keepNames: { function: true, class: true } },
    mangle,
    codegen: { removeWhitespace: true },
  });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return compacted;
}

import { ts } from "ts-morph";

/** One `import`, `export … from` or `import()` of a file, with what it names. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Gone when types are erased. */
  readonly typeOnly: boolean;
}

/** Finds what a TypeScript file imports. Only literal specifiers can be seen. */
export function importsOf(path: string, text: string): Import[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const hit = specifierOf(node);
    if (hit !== undefined) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({ ...hit, line: line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function specifierOf(node: ts.Node): Omit<Import, "line"> | undefined {
  if (ts.isImportDeclaration(node)) return literal(node.moduleSpecifier, importIsTypeOnly(node));
  if (ts.isExportDeclaration(node)) return literal(node.moduleSpecifier, exportIsTypeOnly(node));
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return literal(node.argument.literal, true);
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return literal(node.arguments[0], false);
  }
  return undefined;
}

function literal(node: ts.Node | undefined, typeOnly: boolean): Omit<Import, "line"> | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? { specifier: node.text, typeOnly } : undefined;
}

// `import { type A }` counts as an import of values: it still loads the module when types are erased.
function importIsTypeOnly(node: ts.ImportDeclaration): boolean {
  return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function exportIsTypeOnly(node: ts.ExportDeclaration): boolean {
  return node.isTypeOnly;
}

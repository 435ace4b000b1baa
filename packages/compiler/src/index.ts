// What the `specwire` command, hosts and build tools use of the compiler.

// What a model is told that writes a spec
export { authoringPrompt } from "./authoring-prompt.ts";
// What differs between two compiled connectors
export type { Audience, Change, ChangeKind } from "./compare/change.ts";
export { audiences } from "./compare/change.ts";
export { compareConnectors } from "./compare/compare-connectors.ts";
export { plainRequest } from "./compare/plain-request.ts";
export type { CompileOptions, CompileOutput, CompileResult } from "./compile.ts";
export { compile } from "./compile.ts";
// Diagnostics
export { applyFixes } from "./diagnostics/apply-fixes.ts";
export type { Diagnostic, Fix, PatchOperation, Related, TextEdit } from "./diagnostics/diagnostic.ts";
export type { DiagnosticKind } from "./diagnostics/pages.ts";
export { diagnosticKinds, diagnosticPage } from "./diagnostics/pages.ts";
export type { RenderedDiagnostic } from "./diagnostics/render/json.ts";
export { renderJson } from "./diagnostics/render/json.ts";
export { renderText, summarize } from "./diagnostics/render/text.ts";
export type { DraftOptions } from "./draft/draft-options.ts";
export type { Draft, DraftResult } from "./draft/draft-spec.ts";
export { draftSpec } from "./draft/draft-spec.ts";
// Specs as they are written
export { beforeEdits } from "./edit/before-edits.ts";
export type { EditedSpec } from "./edit/edit-spec.ts";
export { editSpec } from "./edit/edit-spec.ts";
export type { SpecEdit } from "./edit/spec-edit.ts";
export type { EmittedFile } from "./emit/shared/emitted-file.ts";
// Hosts
export type { CompilerHost, FileFacts } from "./host.ts";
export { staysInside } from "./host.ts";
export { memoryHost } from "./memory-host.ts";
export { nodeHost } from "./node-host.ts";
export type { ListedOperation, OpenedDocument, OpenedSpec } from "./open-spec.ts";
export { openSpec } from "./open-spec.ts";
export { overlayHost } from "./overlay-host.ts";
export { remoteCopy } from "./phases/2-resolve/document/remote-copy.ts";
export { SourceFile } from "./source/source-file.ts";
export { compilerVersion } from "./version.ts";

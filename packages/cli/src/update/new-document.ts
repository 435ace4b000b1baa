import { type ListedOperation, type OpenedDocument, plainRequest } from "@specwire/compiler";

/** How a spec names an operation of its document. */
export type Form = "operationId" | "request";

type Request = Pick<ListedOperation, "method" | "path">;

export const requestOf = ({ method, path }: Request): string => `${method} ${path}`;

export function formOf(use: string): Form {
  return /^[A-Z]+ \//.test(use) ? "request" : "operationId";
}

/** A document's operations, found by what names them. */
export class DocumentIndex {
  readonly operations: readonly ListedOperation[];
  readonly #document: OpenedDocument;
  readonly #byRequest: ReadonlyMap<string, ListedOperation>;
  readonly #byPlainRequest: ReadonlyMap<string, readonly ListedOperation[]>;
  readonly #byTemplate: ReadonlyMap<string, readonly ListedOperation[]>;
  readonly #byOperationId: ReadonlyMap<string, readonly ListedOperation[]>;
  #byBulkId: ReadonlyMap<string, ListedOperation> | undefined;

  constructor(document: OpenedDocument) {
    const { operations } = document;
    this.operations = operations;
    this.#document = document;
    this.#byRequest = new Map(operations.map((one) => [requestOf(one), one]));
    this.#byPlainRequest = Map.groupBy(operations, plainRequest);
    this.#byTemplate = Map.groupBy(operations, ({ method, template }) =>
      plainRequest({ method, path: template }),
    );
    this.#byOperationId = Map.groupBy(operations, ({ operationId }) => operationId ?? "");
  }

  /** What some of the selectors take. */
  selected(selectors: readonly string[]): Set<ListedOperation> {
    return new Set(selectors.flatMap((one) => this.#document.select(one)));
  }

  /** The id that `include` gives to an operation. */
  idOf(one: ListedOperation): string {
    return this.#document.bulkId(one);
  }

  /** The operation that `include` gives an id to. */
  withId(id: string): ListedOperation | undefined {
    this.#byBulkId ??= new Map(this.operations.map((one) => [this.idOf(one), one]));
    return this.#byBulkId.get(id);
  }

  /** The operation of a request of a document, whatever its path parameters are called. */
  at(request: Request): ListedOperation | undefined {
    const plain = this.#byPlainRequest.get(plainRequest(request)) ?? [];
    return this.#byRequest.get(requestOf(request)) ?? (plain.length === 1 ? plain[0] : undefined);
  }

  /** The operation that sends what one of a connector sends; of several, the one that has its id. */
  sending(one: Request & { readonly id: string }): ListedOperation | undefined {
    const found = this.#byTemplate.get(plainRequest(one)) ?? [];
    return found.length < 2 ? found[0] : found.find((other) => this.idOf(other) === one.id);
  }

  /** What `use` means; more than one where it is ambiguous. */
  named(use: string): readonly ListedOperation[] {
    const [method = "", template = ""] = use.split(" ");
    const sending = this.#byTemplate.get(plainRequest({ method, path: template })) ?? [];
    return [
      ...new Set([
        ...(this.#byOperationId.get(use) ?? []),
        ...[this.#byRequest.get(use) ?? []].flat(),
        ...sending.filter((one) => `${one.method} ${one.template}` === use),
      ]),
    ];
  }

  /** The only operation of an operationId. */
  called(operationId: string | undefined): ListedOperation | undefined {
    const found = operationId === undefined ? [] : (this.#byOperationId.get(operationId) ?? []);
    return found.length === 1 ? found[0] : undefined;
  }

  /** How `use` names an operation, in the form that is asked for where the document allows it. */
  nameOf(one: ListedOperation, form: Form): string {
    const { operationId } = one;
    const unique = operationId !== undefined && this.named(operationId).length === 1;
    return form === "operationId" && unique ? operationId : requestOf(one);
  }

  names(): string[] {
    return this.operations.flatMap((one) => [one.operationId ?? [], requestOf(one)].flat());
  }
}

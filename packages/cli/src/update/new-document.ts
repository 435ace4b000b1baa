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
  readonly #byRequest: ReadonlyMap<string, ListedOperation>;
  readonly #byPlainRequest: ReadonlyMap<string, readonly ListedOperation[]>;
  readonly #byOperationId: ReadonlyMap<string, readonly ListedOperation[]>;

  readonly #select: OpenedDocument["select"];

  constructor({ operations, select }: Pick<OpenedDocument, "operations" | "select">) {
    this.operations = operations;
    this.#select = select;
    this.#byRequest = new Map(operations.map((one) => [requestOf(one), one]));
    this.#byPlainRequest = Map.groupBy(operations, plainRequest);
    this.#byOperationId = Map.groupBy(operations, ({ operationId }) => operationId ?? "");
  }

  /** What some of the selectors take. */
  selected(selectors: readonly string[]): Set<ListedOperation> {
    return new Set(selectors.flatMap((one) => this.#select(one)));
  }

  /** The operation of a request, whatever its path parameters are called. */
  at(request: Request): ListedOperation | undefined {
    const plain = this.#byPlainRequest.get(plainRequest(request)) ?? [];
    return this.#byRequest.get(requestOf(request)) ?? (plain.length === 1 ? plain[0] : undefined);
  }

  /** What `use` means; more than one where it is ambiguous. */
  named(use: string): readonly ListedOperation[] {
    const byId = this.#byOperationId.get(use) ?? [];
    const byRequest = this.#byRequest.get(use);
    return byRequest === undefined || byId.includes(byRequest) ? byId : [...byId, byRequest];
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

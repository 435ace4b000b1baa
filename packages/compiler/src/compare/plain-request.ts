/** A request without the names of its path parameters: `GET /users/{}`, the same whatever they are called. */
export function plainRequest({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path.replaceAll(/\{[^{}]*\}/g, "{}")}`;
}

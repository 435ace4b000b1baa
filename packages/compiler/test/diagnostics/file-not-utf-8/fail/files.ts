/** "Café" in Latin-1. */
export const files: Record<string, Uint8Array> = {
  "connector.yaml": Uint8Array.from("connector: 1\nname: Caf\u00e9\n", (one) => one.charCodeAt(0)),
};

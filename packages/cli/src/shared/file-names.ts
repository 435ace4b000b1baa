/** What makes a folder a connector's. */
export const specName = "connector.yaml";

/** What the compiler writes into each folder of output: its presence makes the folder ours. */
export const lockName = "connector.lock.json";

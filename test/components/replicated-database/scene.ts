import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "pg";
import {
  migrate,
  type MigrationResult,
  type Surroundings,
} from "../../../components/replicated-database/function/migrate";
import { digestOf, readMigrations } from "../../../components/replicated-database/function/migrations";
import type { MigrationRequest } from "../../../components/replicated-database/function/request";
import { asSuperuser, certificates, postgresServer, signedIn, type PostgresServer } from "./postgres-server";

let scenes = 0;

/** A database that nobody has touched, with an application of its own and a folder for its migrations. */
export class Scene {
  readonly database: string;
  readonly applicationUser: string;
  readonly folder = mkdtempSync(join(tmpdir(), "migrations-"));

  private constructor(readonly server: PostgresServer) {
    scenes += 1;
    this.database = `shop_${scenes}`;
    this.applicationUser = `shop_app_${scenes}`;
  }

  static async open(files: Record<string, string> = {}): Promise<Scene> {
    const scene = new Scene(await postgresServer());
    const { username, password } = scene.server.master;
    await signedIn({ port: scene.server.port, database: "postgres", user: username, password }, async (client) => {
      await client.query(`CREATE DATABASE ${scene.database}`);
    });
    scene.write(files);
    return scene;
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** The whole folder, anew. */
  write(files: Record<string, string>): void {
    rmSync(this.folder, { recursive: true });
    mkdirSync(this.folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, name), text);
  }

  request(changes: Partial<MigrationRequest> = {}): MigrationRequest {
    return {
      host: "localhost",
      port: this.server.port,
      databaseName: this.database,
      masterSecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-master",
      applicationUser: this.applicationUser,
      migrationsSha256: digestOf(readMigrations(this.folder).migrations),
      ...changes,
    };
  }

  surroundings(changes: Partial<Surroundings> = {}): Surroundings {
    return {
      masterSecret: () => Promise.resolve(this.server.master),
      authoritiesFile: join(certificates, "authority.pem"),
      migrationsFolder: this.folder,
      pauseMs: 10,
      signInPatienceMs: 30_000,
      log: () => undefined,
      ...changes,
    };
  }

  async migrate(
    changes: { request?: Partial<MigrationRequest>; surroundings?: Partial<Surroundings>; milliseconds?: number } = {},
  ): Promise<MigrationResult> {
    const surroundings = this.surroundings(changes.surroundings);
    return await migrate(this.request(changes.request), surroundings, changes.milliseconds ?? 30_000);
  }

  /** What the failure says. A run that succeeds is an error here. */
  async failure(changes: Parameters<Scene["migrate"]>[0] = {}): Promise<string> {
    const outcome = await this.migrate(changes).then(
      () => new Error("The migration function succeeded."),
      (error: unknown) => error,
    );
    if (!(outcome instanceof Error) || outcome.name !== "MigrationFailure") throw outcome;
    return outcome.message;
  }

  async asMaster<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const { username, password } = this.server.master;
    return await signedIn({ port: this.server.port, database: this.database, user: username, password }, work);
  }

  async asApplication<T>(work: (client: Client) => Promise<T>, user = this.applicationUser): Promise<T> {
    return await signedIn({ port: this.server.port, database: this.database, user }, work);
  }

  async asSuperuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return await asSuperuser(this.server, this.database, work);
  }

  /** The first column of what a query of the master user finds. */
  async look(sql: string): Promise<unknown[]> {
    return await this.asMaster(async (client) => {
      const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
      return rows.map(([first]) => first);
    });
  }

  /** The tables that migrations made. */
  async tables(): Promise<unknown[]> {
    return await this.look("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  }

  /** What the ledger holds as applied. */
  async ledger(): Promise<unknown[]> {
    return await this.look("SELECT name FROM clothesline.migration WHERE applied_at IS NOT NULL ORDER BY number");
  }
}

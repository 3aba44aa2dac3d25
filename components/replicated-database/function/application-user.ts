import { escapeIdentifier, type Client } from "pg";
import { MigrationFailure } from "./failure";

/**
 * Makes the user that the application signs in as, with IAM and without a password, and lets it read and write rows:
 * no more. Tables belong to the master user, who makes them in migrations.
 */
export async function prepareApplicationUser(client: Client, user: string, databaseName: string): Promise<void> {
  const [role, database] = [escapeIdentifier(user), escapeIdentifier(databaseName)];
  await client.query("BEGIN");
  try {
    await refuseUnsafe(client, user);
    await makeRole(client, user, role);
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${role}`);
    // Since PostgreSQL 15 new databases come so; one restored from before does not.
    await client.query("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    await client.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
    await grantRows(client, user, role);
    await refuseCreator(client, user);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    if (error instanceof MigrationFailure) throw error;
    throw unfit(user, error instanceof Error ? error.message : String(error));
  }
}

async function makeRole(client: Client, user: string, role: string): Promise<void> {
  const { rows } = await client.query<{ login: boolean }>(
    "SELECT rolcanlogin AS login FROM pg_roles WHERE rolname = $1",
    [user],
  );
  if (rows.length === 0) await client.query(`CREATE ROLE ${role} LOGIN`);
  else if (rows[0]?.login === false) await client.query(`ALTER ROLE ${role} LOGIN`);

  const member = await client.query(
    `SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
     WHERE g.rolname = 'rds_iam' AND u.rolname = $1`,
    [user],
  );
  if (member.rowCount !== 0) return;
  await refuseInheritance(client, user);
  // RDS asks IAM about its members, and about them alone: their passwords count for nothing.
  await client.query(`GRANT rds_iam TO ${role}`);
}

/**
 * Rights on the tables that are there are given once, with the default that covers all later ones: a migration that
 * takes one back (an audit log without DELETE) must not be undone by the next deployment.
 */
async function grantRows(client: Client, user: string, role: string): Promise<void> {
  const given = await client.query(
    `SELECT FROM pg_default_acl d, aclexplode(d.defaclacl) a JOIN pg_roles u ON u.oid = a.grantee
     WHERE d.defaclnamespace = 'public'::regnamespace AND u.rolname = $1`,
    [user],
  );
  if (given.rowCount !== 0) return;
  const onTables = "GRANT SELECT, INSERT, UPDATE, DELETE ON";
  const onSequences = "GRANT USAGE, SELECT ON";
  await client.query(`${onTables} ALL TABLES IN SCHEMA public TO ${role}`);
  await client.query(`${onSequences} ALL SEQUENCES IN SCHEMA public TO ${role}`);
  await client.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA public ${onTables} TABLES TO ${role}`);
  await client.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA public ${onSequences} SEQUENCES TO ${role}`);
}

/** Asks for whatever must be so before the role is touched. */
async function refuseUnsafe(client: Client, user: string): Promise<void> {
  const { rows } = await client.query<{ iam: boolean; master: boolean; power: string | null }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rds_iam') AS iam,
            current_user = $1 AS master,
            (SELECT concat_ws(', ',
                      CASE WHEN r.rolsuper THEN 'SUPERUSER' END, CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END,
                      CASE WHEN r.rolcreatedb THEN 'CREATEDB' END, CASE WHEN r.rolreplication THEN 'REPLICATION' END,
                      CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END,
                      (SELECT 'rds_superuser' FROM pg_roles s
                       WHERE s.rolname = 'rds_superuser' AND pg_has_role(r.oid, s.oid, 'MEMBER')))
             FROM pg_roles r WHERE r.rolname = $1) AS power`,
    [user],
  );
  const found = rows[0];
  if (found?.iam !== true) {
    throw unfit(user, "the server has no role rds_iam, so it is not RDS for PostgreSQL. Fix: give an RDS endpoint.");
  }
  if (found.master) throw unfit(user, "it is the master user. Fix: give the application a user of its own.");
  if (found.power !== null && found.power !== "") {
    throw unfit(user, `it exists and has ${found.power}. Allowed: a user without such rights. Fix: give another name.`);
  }
}

/**
 * RDS takes no password from whoever inherits rds_iam, so that the master user, its secret and this function would be
 * locked out together. Making a role gives its maker no such membership (INHERIT FALSE, since PostgreSQL 16) unless
 * somebody asked for it.
 */
async function refuseInheritance(client: Client, user: string): Promise<void> {
  const { rows } = await client.query<{ inherits: boolean }>("SELECT pg_has_role($1, 'USAGE') AS inherits", [user]);
  if (rows[0]?.inherits !== true) return;
  const fix = `let its grantor run REVOKE ${escapeIdentifier(user)} FROM the master user`;
  throw unfit(user, `the master user inherits its rights, and with rds_iam would lose its password. Fix: ${fix}.`);
}

async function refuseCreator(client: Client, user: string): Promise<void> {
  const { rows } = await client.query<{ creates: boolean }>(
    "SELECT has_schema_privilege($1, 'public', 'CREATE') AS creates",
    [user],
  );
  if (rows[0]?.creates !== true) return;
  const fix = `let the schema's owner run REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${escapeIdentifier(user)}`;
  throw unfit(user, `it may create tables in the schema public, and the master user cannot forbid it. Fix: ${fix}.`);
}

function unfit(user: string, problem: string): MigrationFailure {
  return new MigrationFailure(`The application's user ${user} cannot be prepared: ${problem}`);
}

import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isRecord } from "../../record";
import { propertiesFromWire, propertiesToWire, type Properties } from "../../values";
import { Faults, type Operation } from "../faults";
import type { Holding } from "./holding";
import { locked } from "./lock";

/** Everything that is in an account, and how often something was made there for each URN, so that no id comes twice. */
export interface Contents {
  holdings: Holding[];
  made: Record<string, number>;
}

/**
 * An AWS account in a file, for a person to read and to change: a JSON document that lists what the account holds. Who
 * changes a value there, or takes a holding out, does what others do to an account behind Pulumi's back.
 *
 * Every provider of a stack is a process of its own, so the file is read and written under a lock, and moved into place
 * whole. It holds what AWS would hold, passwords included, so only its owner can read it.
 */
export class AccountFile {
  private readonly faults: Faults;

  /** `faults` are those that CLOTHESLINE_FAULTS lists. */
  constructor(
    private readonly path: string,
    faults = "",
  ) {
    this.faults = new Faults(faults, path);
  }

  /** What is there; whoever only reads needs no lock, since the file is never half written. */
  read(): Contents {
    return parsed(this.path, textOf(this.path));
  }

  /** Runs a change; what it throws leaves the file as it is. A provider says what it does, so that it can go wrong. */
  change<T>(change: (contents: Contents) => T, operation?: Operation): T {
    mkdirSync(dirname(this.path), { recursive: true });
    return locked(`${this.path}.lock`, () => {
      const contents = this.read();
      const apply = () => change(contents);
      const save = () => {
        this.save(contents);
      };
      return this.faults.around(operation, apply, save);
    });
  }

  private save(contents: Contents): void {
    const draft = `${this.path}.new`;
    writeFileSync(draft, written(contents), { mode: 0o600 });
    renameSync(draft, this.path);
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function written({ holdings, made }: Contents): string {
  const plain = holdings.map(({ inputs, computed, ...rest }) => ({
    ...rest,
    inputs: propertiesToWire(inputs),
    computed: propertiesToWire(computed),
  }));
  return `${JSON.stringify({ holdings: plain, made }, undefined, 2)}\n`;
}

function parsed(path: string, text: string | undefined): Contents {
  if (text === undefined) return { holdings: [], made: {} };
  const wrong = (what: string, fix: string) => new Error(`the account file ${path} ${what}; ${fix}`);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // What the parser says quotes the file, and the file may hold a password.
    throw wrong("is not JSON", "correct what was changed there, or delete it to begin with an empty account");
  }
  const { holdings = [], made = {} } = isRecord(document) ? document : { holdings: null };
  if (!Array.isArray(holdings)) {
    throw wrong("has no list of holdings", 'write it as {"holdings": [{"type": …, "id": …, "inputs": {…}}]}');
  }
  return {
    holdings: holdings.map((holding: unknown, place) => {
      const read = holdingFrom(holding);
      if (read) return read;
      throw wrong(`has no type or no id at holding ${String(place + 1)}`, "each needs both, in quotes");
    }),
    made: isRecord(made) ? (made as Record<string, number>) : {},
  };
}

/** Whoever writes a holding by hand needs to give no more than its type and its id. */
function holdingFrom(stored: unknown): Holding | undefined {
  if (!isRecord(stored)) return undefined;
  const { type, id, region = "", madeAs = "", inputs, computed, pendingDeletion } = stored;
  if (typeof type !== "string" || typeof id !== "string") return undefined;
  const properties = (wire: unknown): Properties => (isRecord(wire) ? propertiesFromWire(wire) : {});
  return {
    type,
    id,
    region: typeof region === "string" ? region : "",
    madeAs: typeof madeAs === "string" ? madeAs : "",
    inputs: properties(inputs),
    computed: properties(computed),
    ...(pendingDeletion === true ? { pendingDeletion } : {}),
  };
}

import { permittedStores } from "../aws/permitted-stores";
import { read, readEach, type Leaf } from "../graph/read";
import { label, type PlainResource } from "../graph/resource";
import type { Stack } from "../graph/stack";
import { meantIn, type Standing } from "./standing";
import { documentIn, type Statement } from "./statements";

/** What a store's own policies say of who may. */
export interface StorePolicies {
  readonly statements: readonly Statement[];
  /** Why others may be let in that cannot be seen. */
  readonly doubts: readonly string[];
}

export function policiesOf(stack: Stack, store: PlainResource): StorePolicies {
  const { policy, policies, doors } = permittedStores.get(store.type) ?? { policies: [], doors: [] };
  const within = policy === undefined ? [] : readEach(store, policy).map((leaf) => saidIn(store, leaf, "in"));
  const beside = policies.flatMap((place) =>
    stack.ofType(place.type).flatMap((resource) => {
      const standing = namedBy(stack, resource, place.store, store);
      return readEach(resource, place.policy).map((leaf) => saidIn(resource, leaf, standing));
    }),
  );
  const open = doors.flatMap(({ type, store: at, unless }) =>
    stack.ofType(type).filter((resource) => {
      const said = unless === undefined ? undefined : read(resource, unless.at);
      const isShut = said?.state === "known" && said.value === unless?.is;
      return !isShut && namedBy(stack, resource, at, store) !== "out";
    }),
  );
  const all = [...within, ...beside];
  return {
    statements: all.flatMap(({ statements }) => statements),
    doubts: [...all.flatMap(({ doubts }) => doubts), ...open.map((door) => `${label(door)} may let others in`)],
  };
}

/** Whether a resource names a store. */
function namedBy(stack: Stack, resource: PlainResource, at: string, store: PlainResource): Standing {
  const [leaf] = readEach(resource, at);
  if (leaf === undefined) return "out";
  return meantIn(stack, resource, leaf, store);
}

function saidIn(source: PlainResource, leaf: Leaf, standing: Standing): StorePolicies {
  const { reading } = leaf;
  // A bucket and a secret without a policy of their own answer with an empty one.
  if (standing === "out" || reading.state === "absent" || (reading.state === "known" && reading.value === "")) {
    return { statements: [], doubts: [] };
  }
  const document = documentIn(source, leaf);
  if (document.state === "unread") return { statements: [], doubts: [`what ${label(source)} says is ${document.why}`] };
  return {
    statements: document.statements.map((statement) => ({
      ...statement,
      isCertain: statement.isCertain && standing === "in",
    })),
    doubts: [],
  };
}

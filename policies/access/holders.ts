import { managedPolicies } from "../aws/managed-policies";
import { givers, holderTypes, POLICY } from "../aws/role-policies";
import { follow, type Followed } from "../graph/follow";
import { isGiven, read, readEach, type Leaf } from "../graph/read";
import { label, type PlainResource } from "../graph/resource";
import { file, perStack, type Stack } from "../graph/stack";
import { documentIn, type Statement } from "./statements";

/** A role, or a user or a group, and what its own policies say. */
export interface Holder {
  readonly resource: PlainResource;
  /** How a person calls its kind. */
  readonly what: string;
  readonly statements: readonly Statement[];
  /** Policies that cannot be read, which may allow anything. */
  readonly unread: readonly Unread[];
  /** A permissions boundary takes something away, whatever it is. */
  readonly isBounded: boolean;
}

interface Unread {
  readonly why: string;
  /** What the policy is written in, and the property: what it speaks of hangs on that. Nothing for one of AWS's own. */
  readonly written?: Pick<Leaf, "at" | "reading"> & { readonly source: PlainResource };
}

/** Everybody in a stack who has, or may be given, policies. */
export const holders = perStack((stack): readonly Holder[] => {
  const given = new Map<string, Given[]>();
  for (const one of everyGiven(stack)) for (const to of one.to) file(given, to, one);
  return stack.ofType(...holderTypes.keys()).map((resource) => {
    const own = given.get(resource.urn) ?? [];
    return {
      resource,
      what: holderTypes.get(resource.type) ?? resource.type,
      statements: own.flatMap(({ statements }) => statements),
      unread: own.flatMap(({ unread }) => unread),
      isBounded: isGiven(read(resource, "permissionsBoundary")),
    };
  });
});

/** Policies of which it is not known whom they are given to. */
export const strayPolicies = perStack((stack): readonly string[] =>
  everyGiven(stack).flatMap(({ by, mayBeOthers }) =>
    mayBeOthers ? [`it is not known yet to whom ${label(by)} is given`] : [],
  ),
);

/** What cannot be read may name anything that it hangs on. */
const UNREAD = { reading: { state: "unknown", needs: [] } } as const;

interface Said {
  readonly statements: readonly Statement[];
  readonly unread: readonly Unread[];
}

/** What a resource gives, and to whom. */
interface Given extends Said {
  readonly by: PlainResource;
  readonly to: readonly string[];
  readonly mayBeOthers: boolean;
}

const everyGiven = perStack((stack): readonly Given[] =>
  givers.flatMap(({ type, to, policy, policyArn }) =>
    stack.ofType(type).flatMap((by) => {
      const texts = policy === undefined ? [] : readEach(by, policy).map((leaf) => saidIn(by, leaf));
      const arns = policyArn === undefined ? [] : readEach(by, policyArn).map((leaf) => saidBy(stack, by, leaf));
      const said = [...texts, ...arns];
      if (to.length === 0) return said.map((each) => ({ ...each, by, to: [by.urn], mayBeOthers: false }));
      const named = to.flatMap((place) => readEach(by, place.at).map((leaf) => follow(stack, by, leaf, [place.type])));
      const mayBeOthers = named.some(({ hasMore }) => hasMore);
      return said.flatMap((each) => [
        { ...each, by, to: named.flatMap(({ certain }) => certain.map(({ urn }) => urn)), mayBeOthers },
        { ...doubted(each), by, to: named.flatMap(({ oneOf }) => oneOf.map(({ urn }) => urn)), mayBeOthers: false },
      ]);
    }),
  ),
);

function saidIn(source: PlainResource, leaf: Leaf): Said {
  if (leaf.reading.state === "absent") return { statements: [], unread: [] };
  const document = documentIn(source, leaf);
  if (document.state === "read") return { statements: document.statements, unread: [] };
  const why = `what ${label(source)} says is ${document.why}`;
  return { statements: [], unread: [{ why, written: { source, ...UNREAD, at: leaf.at } }] };
}

/** What the policies say that are named by their ARNs: of this stack, of AWS's own, or of somebody else's. */
function saidBy(stack: Stack, by: PlainResource, leaf: Leaf): Said {
  const followed = follow(stack, by, leaf, [POLICY]);
  const said = [
    ...followed.certain.flatMap((policy) => readEach(policy, "policy").map((each) => saidIn(policy, each))),
    ...followed.oneOf.flatMap((policy) => readEach(policy, "policy").map((each) => doubted(saidIn(policy, each)))),
    ...followed.outside.map((arn) => saidByAws(by, arn)),
    ...unfollowed(by, followed),
  ];
  return { statements: said.flatMap(({ statements }) => statements), unread: said.flatMap(({ unread }) => unread) };
}

function unfollowed(by: PlainResource, { hasMore }: Followed): readonly Said[] {
  return hasMore ? [{ statements: [], unread: [{ why: `it is not known yet which policy ${label(by)} names` }] }] : [];
}

/** AWS's own have no account in their ARNs: `arn:aws:iam::aws:policy/service-role/Name`. */
function saidByAws(source: PlainResource, arn: string): Said {
  const [, name = ""] = /^arn:[^:]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  const known = Object.hasOwn(managedPolicies, name) ? managedPolicies[name] : undefined;
  if (known === undefined) {
    return { statements: [], unread: [{ why: `${label(source)} names ${arn}, and what that says is not known here` }] };
  }
  const statement: Statement = {
    effect: "Allow",
    isCertain: true,
    actions: { patterns: known.actions, isBut: known.isBut ?? false },
    resources: { patterns: ["*"], isBut: false },
    principals: undefined,
    isConditional: false,
    ...{ source, at: "policyArn" },
  };
  return { statements: [statement], unread: [] };
}

/** Of one of several to whom, or by which, it may be given. */
const doubted = ({ statements, unread }: Said): Said => ({
  statements: statements.map((statement) => ({ ...statement, isCertain: false })),
  unread,
});

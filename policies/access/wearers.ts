import { ROLE } from "../aws/role-policies";
import { roleWearers } from "../aws/role-wearers";
import { follow, followOne, type Followed } from "../graph/follow";
import { readEach } from "../graph/read";
import type { PlainResource } from "../graph/resource";
import { file, perStack, type Stack } from "../graph/stack";
import type { Holder } from "./holders";
import { principalsIn, type Principal } from "./principals";
import { documentIn } from "./statements";

const PROFILE = "aws:iam/instanceProfile:InstanceProfile";

/** Who acts in a role: something in this stack, or somebody outside it. */
export interface Wearer {
  readonly resource?: PlainResource;
  /** How a person calls its kind, or for somebody outside who that is. */
  readonly what: string;
  readonly isWorld: boolean;
  readonly isCertain: boolean;
}

/**
 * Who wears a role: whatever is told to act in it, and whom else it trusts. A service that it trusts is told of where
 * nothing here wears it: the service acts in it by itself.
 */
export function wearersOf(stack: Stack, { resource, what }: Holder): readonly Wearer[] {
  const worn = wornBy(stack).get(resource.urn) ?? [];
  const trusted = resource.type === ROLE ? trustedBy(stack, resource) : [];
  const services = worn.length > 0 ? [] : trusted.filter(isService);
  const others = trusted.filter((each) => !isService(each));
  const all = [...worn, ...[...services, ...others].map(asWearer)];
  // Nobody wears it that can be seen here; it may all the same.
  return all.length > 0 ? all : [{ resource, what, isWorld: false, isCertain: true }];
}

const isService = (principal: Principal): boolean =>
  principal.kind === "outside" && principal.name.startsWith("service ");

export function asWearer(principal: Principal): Wearer {
  switch (principal.kind) {
    case "role":
      return { resource: principal.role, what: "role", isWorld: false, isCertain: principal.isCertain };
    case "everybody":
      return { what: "everybody", isWorld: true, isCertain: true };
    case "outside":
      return { what: principal.name, isWorld: false, isCertain: true };
    case "not known":
      return { what: "somebody who is not known yet", isWorld: false, isCertain: false };
  }
}

function trustedBy(stack: Stack, role: PlainResource): readonly Principal[] {
  return readEach(role, "assumeRolePolicy").flatMap((leaf): readonly Principal[] => {
    const document = documentIn(role, leaf);
    if (document.state === "unread") return document.why === "not known yet" ? [{ kind: "not known" }] : [];
    return document.statements
      .filter(({ effect }) => effect === "Allow")
      .flatMap((statement) => principalsIn(stack, statement));
  });
}

/** Who is told to act in each role. */
const wornBy = perStack((stack): ReadonlyMap<string, readonly Wearer[]> => {
  const found = new Map<string, Wearer[]>();
  for (const resource of stack.ofType(...roleWearers.keys())) {
    const wearer = roleWearers.get(resource.type);
    for (const at of wearer?.at ?? []) {
      for (const leaf of readEach(resource, at)) {
        const type = wearer?.by === "instance profile" ? PROFILE : ROLE;
        const named = choicesOf(followOne(stack, resource, leaf, [type]));
        const roles = type === ROLE ? named : named.flatMap((profile) => rolesIn(stack, profile));
        for (const { resource: role, isCertain } of roles) {
          file(found, role.urn, {
            resource,
            what: wearer?.others?.[at] ?? wearer?.what ?? "",
            isWorld: false,
            isCertain,
          });
        }
      }
    }
  }
  return found;
});

interface Choice {
  readonly resource: PlainResource;
  readonly isCertain: boolean;
}

const choicesOf = ({ certain, oneOf }: Followed): readonly Choice[] => [
  ...certain.map((resource) => ({ resource, isCertain: true })),
  ...oneOf.map((resource) => ({ resource, isCertain: false })),
];

const rolesIn = (stack: Stack, { resource, isCertain }: Choice): readonly Choice[] =>
  readEach(resource, "role").flatMap((leaf) =>
    choicesOf(follow(stack, resource, leaf, [ROLE])).map((choice) => ({
      ...choice,
      isCertain: choice.isCertain && isCertain,
    })),
  );

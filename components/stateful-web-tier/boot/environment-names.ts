import type { ArgumentProblem } from "../../arguments/problem";

/** What every release is told by the instance it runs on. */
const given = ["PORT", "INSTANCE_ID", "AVAILABILITY_ZONE", "AWS_REGION", "RELEASE_VERSION", "RELEASE_DIRECTORY"];

/** Refuses names that cannot stand in an environment, that the instance gives itself, or that stand in both maps. */
export function environmentNameProblems(
  environment: { argument: string; names: string[] },
  secrets: { argument: string; names: string[] },
): ArgumentProblem[] {
  return [environment, secrets].flatMap(({ argument, names }) =>
    names.flatMap((name): ArgumentProblem[] => {
      const place = { argument: `${argument}[${JSON.stringify(name)}]`, got: name };
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
        return [
          { ...place, allowed: "letters, digits and underscores, no digit first", fix: "write a name like TABLE_NAME" },
        ];
      }
      if (given.includes(name)) {
        return [{ ...place, allowed: `any name but ${given.join(", ")}`, fix: "leave it out: the instance sets it" }];
      }
      if (argument === secrets.argument && environment.names.includes(name)) {
        const allowed = `a name that is not also in ${environment.argument}`;
        return [{ ...place, allowed, fix: `leave it out here or in ${environment.argument}` }];
      }
      return [];
    }),
  );
}

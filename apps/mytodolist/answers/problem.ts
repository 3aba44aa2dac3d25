/** What is wrong with a part of a request. */
interface ProblemPart {
  where: string;
  problem: string;
}

/** RFC 9457, problem details. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: ProblemPart[];
  currentVersion?: number;
}

const titles: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  404: "Not found",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  500: "A fault of ours",
  502: "A fault of ours",
  503: "Too busy",
};

/** A request that is not fulfilled, for a reason that the caller is told. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(status: number, detail: string, more: Partial<Problem> = {}) {
    super(detail);
    this.problem = problem(status, detail, more);
  }
}

export function problem(status: number, detail: string, more: Partial<Problem> = {}): Problem {
  return { type: "about:blank", title: titles[status] ?? "Refused", status, detail, ...more };
}

/** Another's todo is told apart from none by nobody. */
export function noSuchTodo(): Refusal {
  return new Refusal(404, "There is no such todo in this list.");
}

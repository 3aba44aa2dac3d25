import { existsSync, readFileSync } from "node:fs";

/** A line of the engine's event log: what is read of it here. */
export interface EngineEvent {
  resourcePreEvent?: { metadata: StepMetadata };
  resOutputsEvent?: { metadata: StepMetadata };
  resOpFailedEvent?: { metadata: StepMetadata };
  policyEvent?: { resourceUrn: string; message: string; policyName: string; enforcementLevel: string };
  diagnosticEvent?: { message: string; severity: string; urn?: string };
  summaryEvent?: { resourceChanges: Record<string, number> };
}

interface StepMetadata {
  op: string;
  urn: string;
  type: string;
}

/** What the rules said, as a plan says it. */
export interface Finding {
  policy: string;
  level: string;
  urn: string;
  message: string;
}

export function readEvents(file: string): EngineEvent[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as EngineEvent);
}

/** In an order that does not hang on how the pack was asked. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const key = ({ policy, urn, message }: Finding) => `${policy} ${urn} ${message}`;
  return findings.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

export function findingsOf(events: readonly EngineEvent[]): Finding[] {
  const findings = events.flatMap(({ policyEvent: event }) =>
    event === undefined
      ? []
      : [
          {
            policy: event.policyName,
            level: event.enforcementLevel,
            urn: event.resourceUrn,
            message: event.message.trimEnd(),
          },
        ],
  );
  return inOrder(findings);
}

/** How many resources each operation was for; nothing that stayed the same. */
export function countsOf(events: readonly EngineEvent[]): Record<string, number> {
  const counts = events.findLast(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent?.resourceChanges ?? {};
  return Object.fromEntries(Object.entries(counts).filter(([operation, count]) => operation !== "same" && count > 0));
}

/** The URNs of what the engine set about to make and did not hear the end of. */
export function startedCreates(events: readonly EngineEvent[]): string[] {
  const started = events.flatMap(({ resourcePreEvent: event }) =>
    event?.metadata.op.startsWith("create") ? [event.metadata.urn] : [],
  );
  const made = new Set(events.map(({ resOutputsEvent: event }) => event?.metadata.urn));
  return started.filter((urn) => !made.has(urn));
}

/** Everything that the engine warned of or called an error. */
export function complaintsOf(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ diagnosticEvent: event }) =>
    event !== undefined && ["warning", "error"].includes(event.severity) ? [event.message.trim()] : [],
  );
}

/** What became of each resource that did not stay the same: its URN's type and name by operation, in order. */
export function operationsOf(events: readonly EngineEvent[]): Record<string, string[]> {
  const operations: Record<string, string[]> = {};
  for (const { resOutputsEvent: event } of events) {
    if (event === undefined || event.metadata.op === "same") continue;
    (operations[event.metadata.op] ??= []).push(shown(event.metadata.urn));
  }
  for (const names of Object.values(operations)) names.sort();
  return operations;
}

/** The class and the name out of a URN: `Subnet platform-network-app-a`. */
export function shown(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  const type = types.split("$").at(-1) ?? "";
  return `${type.startsWith("pulumi:providers:") ? "provider" : (type.split(":").at(-1) ?? "")} ${name}`;
}

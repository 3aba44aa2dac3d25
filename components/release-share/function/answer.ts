import { publish, rollBack, type Answer, type Publisher } from "./publisher";
import { Refusal } from "./refusal";
import { asksOf, requestOf } from "./request";

/** An answer, or what was left alone. */
export type Outcome = Answer | { outcome: "ignored"; what: string };

/** Does what an event asks, in the order in which it asks; what fails keeps nothing else from being done. */
export async function answer(event: unknown, publisher: Publisher): Promise<Outcome | Outcome[]> {
  const asks = asksOf(event);
  if (asks.length === 1) return answered(asks[0], publisher);

  const [outcomes, failures]: [Outcome[], unknown[]] = [[], []];
  for (const ask of asks) {
    try {
      outcomes.push(await answered(ask, publisher));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 1 && failures.every((failure) => failure instanceof Refusal)) {
    throw new Refusal(failures.map(({ message }) => message).join("\n"));
  }
  if (failures.length > 0) throw failures[0];
  return outcomes;
}

async function answered(ask: unknown, publisher: Publisher): Promise<Outcome> {
  const request = requestOf(ask);
  if ("ignore" in request) return { outcome: "ignored", what: request.ignore };
  if ("rollBackTo" in request) return rollBack(publisher, request.rollBackTo);
  return publish(publisher, request.publish);
}

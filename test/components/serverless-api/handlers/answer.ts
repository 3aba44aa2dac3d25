/** A handler that tells which request it got. */
export function handler({ requestContext }: { requestContext: { requestId: string } }) {
  return { statusCode: 200, body: JSON.stringify({ answered: requestContext.requestId }) };
}

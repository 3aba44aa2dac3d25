/** Lists something. */
export function handler() {
  return { statusCode: 200, body: JSON.stringify({ todos: ["Iron the shirts"] }) };
}

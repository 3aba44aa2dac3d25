import { documents } from "../table";

/** A list of todos to start from. */
export interface Template {
  id: string;
  name: string;
  todos: string[];
}

/** All templates are under one key: there are few, and API Gateway keeps the answer for everybody. */
const templatesKey = "TEMPLATES";

export function templateItem(template: Template): object {
  return { pk: templatesKey, sk: `TEMPLATE#${template.id}`, ...template };
}

export async function templatesIn(tableName: string): Promise<Template[]> {
  const { Items = [] } = await documents().query({
    TableName: tableName,
    KeyConditionExpression: "pk = :templates",
    ExpressionAttributeValues: { ":templates": templatesKey },
  });
  return (Items as Template[]).map(({ id, name, todos }) => ({ id, name, todos }));
}

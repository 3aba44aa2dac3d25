import { answering } from "../answers/answering";
import { listTemplatesRequest } from "../requests/requests";
import { settingsFrom } from "../settings";
import { templatesIn } from "../todos/templates";

export const handler = answering("listTemplates", listTemplatesRequest, async () => {
  const { tableName } = settingsFrom(process.env);
  return { status: 200, body: { templates: await templatesIn(tableName) } };
});

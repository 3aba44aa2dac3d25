import { answering } from "../answers/answering";
import { listTemplatesRequest } from "../requests/requests";
import { allTemplates } from "../todos/templates";

export const handler = answering("listTemplates", listTemplatesRequest, () =>
  Promise.resolve({ status: 200, body: { templates: allTemplates } }),
);

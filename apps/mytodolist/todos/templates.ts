import templates from "../templates.json";

/** A list of todos to start from. */
export interface Template {
  id: string;
  name: string;
  todos: string[];
}

/**
 * They are the same for everybody and change with the code alone, so they come with it: nothing to read, nothing to
 * write before the API is there, and nobody may write them at a table.
 */
export const allTemplates: readonly Template[] = templates;

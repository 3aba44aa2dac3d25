/** Imports a module, by its address. */
export function importModule(url: string): Promise<object>;

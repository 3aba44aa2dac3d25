/** An edit that says something else wherever a stack's file says this. */
export function edited(search: string, by: string) {
  return (file: string) => file.replaceAll(search, by);
}

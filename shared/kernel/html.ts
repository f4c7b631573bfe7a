/** Text inside a page: nothing that anyone typed can become markup. */
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeHtml = (text: string | number): string =>
  String(text).replace(/[&<>"']/g, (char) => ENTITIES[char]!);

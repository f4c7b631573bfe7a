/** HTML in which every text is escaped unless it was made here. */
import { escapeHtml } from "../kernel/html.ts";

export type Markup = { readonly html: string };
type Content = Markup | string | number | readonly Markup[];

const written = (content: Content): string => {
  if (typeof content === "string") return escapeHtml(content);
  if (typeof content === "number") return String(content);
  if ("html" in content) return content.html;
  return content.map(({ html }) => html).join("");
};

/** A template: what stands in its holes is escaped, other markup and lists of it are taken as they are. */
export const markup = (parts: TemplateStringsArray, ...holes: readonly Content[]): Markup => ({
  html: parts.map((part, n) => part + (n < holes.length ? written(holes[n]!) : "")).join(""),
});
/** The project's own text, such as the style sheet. */
export const verbatim = (html: string): Markup => ({ html });

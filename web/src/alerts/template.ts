/** What a template's placeholders stand for. */
export interface TemplateValues {
  symbol: string;
  price: string;
  time: string;
  name: string;
  when: string;
}

/** Fills a message template: names in braces, doubled braces for braces. What is no placeholder stays. */
export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(/\{\{|\}\}|\{(\w+)\}/g, (match, name: string | undefined) => {
    if (name === undefined) {
      return match.charAt(0);
    }
    return name in values ? values[name as keyof TemplateValues] : match;
  });
}

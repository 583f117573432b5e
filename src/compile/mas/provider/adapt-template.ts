/**
 * Takes away the white space around what a template gives, as Synapse does and MAS does not: around the template itself,
 * and around its statements.
 */
export function withoutMargins(template: string): string {
  const text = template.trim();
  const hasMargins = /(?<!-)%\}\s|\s\{%(?!-)/.test(text);
  return hasMargins ? `{% filter trim %}${text}{% endfilter %}` : text;
}

/** Makes the result lower case: Synapse writes names of accounts so, and MAS refuses others. */
export function inLowerCase(template: string): string {
  const expression = onlyExpression(template);
  if (expression === undefined) return `{% filter lower %}${template}{% endfilter %}`;
  if (/(\|\s*lower|\.lower\(\))$/.test(expression)) return template;
  return isPlain(expression) ? `{{ ${expression} | lower }}` : `{{ (${expression}) | lower }}`;
}

/** Gives nothing for a claim that is null: MAS would write `none`. More than the name of a claim is left as it is. */
export function emptyForNull(template: string): string {
  const expression = onlyExpression(template);
  return expression !== undefined && /^[\w.]+$/.test(expression) ? `{{ ${expression} or '' }}` : template;
}

function onlyExpression(template: string): string | undefined {
  return /^\{\{(?!-)\s*([^{}]*[^{}\s-])\s*\}\}$/.exec(template)?.[1];
}

/** A claim, perhaps with indices, methods and filters: what binds as tightly as one more filter does. */
function isPlain(expression: string): boolean {
  return /^[\w.]+(\.\w+|\[[^[\]]*\]|\([^()]*\)|\s*\|\s*\w+)*$/.test(expression);
}

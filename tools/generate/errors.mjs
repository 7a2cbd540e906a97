// docs/errors.md: every error code with its status, when it happens, what to do, and the routes that answer it.
import { parse } from '../error-codes.mjs';
import { ERROR_ENTRIES, ERROR_TEXTS } from '../error-texts.mjs';

const byText = (a, b) => (a < b ? -1 : 1);

/** The page. Adds to `problems` each code that has no text, and each text whose code no source has. */
export function errors(root, routes, services, problems) {
  const codes = parse(root);
  const known = new Set(codes.map(({ code }) => code));
  for (const code of known)
    if (!(code in ERROR_TEXTS))
      problems.push(`tools/error-texts has no text for ${code}: say when it happens and what to do.`);
  for (const code of Object.keys(ERROR_TEXTS))
    if (!known.has(code)) problems.push(`tools/error-texts has a text for ${code}, which no source has: remove it.`);
  ERROR_ENTRIES.forEach(([code], n) => {
    if (ERROR_ENTRIES.findIndex(([other]) => other === code) < n)
      problems.push(`tools/error-texts has ${code} in two tables: move it to several.mjs.`);
  });
  const rows = codes.map(({ code, statuses, projects }) => {
    const [when, remedy] = ERROR_TEXTS[code] ?? ['', ''];
    const where = answeredBy(code, projects, routes, services);
    return `| \`${code}\` | ${[...statuses].sort((a, b) => a - b).join(', ')} | ${when} | ${remedy} | ${where} |`;
  });
  return `# Error codes

Refusals are problem+json (RFC 9457). \`code\` is stable for ever. \`detail\` says in the words of the request what was wrong and what to do; its words may change.

This page is written by \`npm run generate\` from the sources and from \`tools/error-texts\`. The last column names the routes that document the code, or else the services. Codes of every service can come from every route to which they apply: authentication, headers, bodies and overload.

| code | status | when | what to do | answered by |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function answeredBy(code, projects, routes, services) {
  const naming = routes.filter(({ description }) => description.includes(`\`${code}\``));
  const named = [...new Set(naming.map(({ service, method, path }) => `\`${method} ${path}\` (${service})`))].sort(
    byText,
  );
  // A service may refuse with the code on a route that does not name it.
  const others = [...projects].filter(
    (project) => services.includes(project) && !naming.some(({ service }) => service === project),
  );
  const own = [...named, ...others];
  return own.length > 0 ? own.join('<br>') : 'every service';
}
